// text/yaml_complaint.c - what libyaml complains of, in the words of those who write agreements
#include "text/text_int.h"

#define WIDE_COLON_HINT                                                                            \
    MSG("a Chinese colon stands near this: write the plain colon \":\" and a blank after it")

YamlComplaint yaml_complaint(const char *problem, bool has_wide_colon) {
    const struct {
        const char *problem;
        Message message, hint;
    } known[] = {
        {"found character that cannot start any token",
         MSG("a value cannot begin with this character"), MSG("put the value in quotes")},
        {"mapping values are not allowed in this context",
         MSG("a second colon stands in this value, or the line is indented too far"),
         MSG("put the value in quotes, or align the line with those above it")},
        {"block sequence entries are not allowed in this context", MSG("a list cannot begin here"),
         MSG("begin the list in a line of its own, or put the value in quotes")},
        {"could not find expected ':'", MSG("a colon is missing after this word"),
         MSG("write a name, a colon and a blank before the value")},
        {"found unexpected end of stream", MSG("a quote is opened and never closed"),
         MSG("close the quote")},
        {"found unknown escape character", MSG("this character cannot follow a backslash"),
         MSG("use single quotes, which know no escapes")},
        {"did not find expected comment or line break", MSG("a value cannot begin with > or |"),
         MSG("put the value in quotes")},
        {"found a tab character where an indentation space is expected",
         MSG("a tab stands where blanks are wanted"), MSG("indent with blanks")},
        {"found a tab character that violates indentation",
         MSG("a tab stands where blanks are wanted"), MSG("indent with blanks")},
        {"did not find expected alphabetic or numeric character",
         MSG("a value cannot begin with * or &"), MSG("put the value in quotes")},
        {"did not find expected key",
         MSG("this does not fit what stands above: a key and a colon were expected"),
         MSG("align the line with those above it; put a value with quotes or colons inside in "
             "quotes as a whole")},
        {"did not find expected '-' indicator",
         MSG("this does not fit the list above: a line that begins with - was expected"),
         MSG("align the line with those above it")},
        {"did not find expected ',' or ']'",
         MSG("a list in square brackets is not closed before this"),
         MSG("close it with ], or put a formula that begins with [ in quotes")},
        {"did not find expected ',' or '}'",
         MSG("a map in curly brackets is not closed before this"),
         MSG("close it with }, or put the value in quotes")},
        {"did not find expected node content", MSG("a value is missing here"), NO_MSG},
        {"control characters are not allowed", MSG("a control character stands here"),
         MSG("remove it")},
    };
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (problem && strcmp(problem, known[i].problem) == 0)
            return (YamlComplaint){known[i].message,
                                   has_wide_colon ? WIDE_COLON_HINT : known[i].hint};
    return (YamlComplaint){MSG("this is not well-formed YAML: {1}", str_from(problem)),
                           has_wide_colon ? WIDE_COLON_HINT : NO_MSG};
}
