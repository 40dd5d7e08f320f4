-- test/editor/session.lua - a person edits an agreement in Neovim
--
-- Run by test/editor.sh. Opens a file with a vague wording and a misspelt name, looks at the findings,
-- takes the quick fixes, renames a term, asks what it is, lays the file out, and saves it. What was
-- wrong is printed, and the exit status says whether anything was.
local root, program, file = vim.env.ROOT, vim.env.SOFTLAW, vim.env.AGREEMENT
local WAIT_MS = 10000

local function fail(text)
  io.stderr:write("editor: " .. text .. "\n")
  vim.cmd("cquit 1")
end

local function check(is_true, text)
  if not is_true then fail(text) end
end

-- Wait until `is_so` says so; what it waits for is printed if it never does.
local function wait(text, is_so)
  if not vim.wait(WAIT_MS, is_so, 5) then
    fail("waited in vain: " .. text .. "\n" .. vim.inspect(vim.diagnostic.get(0)))
  end
end

local function finding(code)
  for _, d in ipairs(vim.diagnostic.get(0)) do
    local lsp = d.user_data and d.user_data.lsp or d
    if (d.code or lsp.code) == code then return d end
  end
end

local function text()
  return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), "\n") .. "\n"
end

local function count(word)
  local found = 0
  for _ in text():gmatch(vim.pesc(word)) do found = found + 1 end
  return found
end

local function go_to(word, nth)
  local at = 0
  for line, words in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
    local column = words:find(word, 1, true)
    if column then
      at = at + 1
      if at == (nth or 1) then return vim.api.nvim_win_set_cursor(0, { line, column - 1 }) end
    end
  end
  fail("the text has no " .. word)
end

-- The quick fix whose title begins so, taken as the menu would take it.
local function take_fix(code, title)
  local d = finding(code)
  check(d, "no finding " .. code)
  vim.api.nvim_win_set_cursor(0, { d.lnum + 1, d.col })
  local seen = {}
  vim.ui.select = function(items, _, choose)
    for _, item in ipairs(items) do
      local action = item[2] or item.action
      table.insert(seen, action.title)
      if action.title:find(title, 1, true) == 1 then return choose(item) end
    end
  end
  vim.lsp.buf.code_action()
  wait("the finding " .. code .. " is gone after " .. title .. " of " .. vim.inspect(seen),
    function() return not finding(code) end)
end

local function request(method, word, nth)
  go_to(word, nth)
  local answers = vim.lsp.buf_request_sync(0, method, vim.lsp.util.make_position_params(), WAIT_MS)
  for _, answer in pairs(answers or {}) do
    check(not answer.error, vim.inspect(answer.error))
    return answer.result
  end
  fail(method .. " was not answered")
end

dofile(root .. "/editors/neovim/softlaw.lua").setup({ cmd = { program, "lsp", "--lang", "en" } })
vim.cmd("filetype on")
vim.cmd("edit " .. file)
check(vim.bo.filetype == "markdown", "the file is no Markdown")

wait("findings", function() return finding("unknown-name") and finding("vague-time") end)
check(finding("unknown-name").severity == vim.diagnostic.severity.ERROR, "the name is no error")

take_fix("unknown-name", 'write "水质类别"')
check(count("水质类型") == 0, "the wrong name is still there")
take_fix("vague-time", 'write "在30日内"')
check(count("𠮷河省应当在30日内报告。") == 1, "the wording stands elsewhere: " .. text())

local hover = request("textDocument/hover", "水质类别)")
check(hover.contents.value:find("water class", 1, true), "the hover says nothing of its label")
local definition = request("textDocument/definition", "水质类别)")
check(definition.range.start.line + 1 == vim.fn.search("^  水质类别:", "nw"), "defined elsewhere")

local words = count("水质类别")
go_to("水质类别)")
vim.lsp.buf.rename("断面类别")
wait("the new name", function() return count("断面类别") == 2 end)
check(count("水质类别") == words - 2, "words of the text were renamed")
wait("no errors after renaming", function()
  return #vim.diagnostic.get(0, { severity = vim.diagnostic.severity.ERROR }) == 0
end)

if vim.lsp.buf.format then
  vim.lsp.buf.format({ async = false })
else
  vim.lsp.buf.formatting_sync(nil, WAIT_MS)
end
check(count("| 好  | 1    |") == 1, "the table is not laid out: " .. text())

-- Typed letter by letter, as the protocol sees it: the findings come and go.
go_to("# 第二条")
vim.api.nvim_feedkeys(vim.api.nvim_replace_termcodes("O双方应当及时报告。<CR><Esc>", true, false, true), "x", false)
wait("the finding of what was typed", function() return finding("vague-time") end)
go_to("双方应当及时报告")
vim.cmd("normal! 2dd")
wait("it is gone again", function() return not finding("vague-time") end)

vim.cmd("write")
check(vim.fn.filereadable(file) == 1, "not saved")
print("editor: all well\n")
vim.cmd("qall!")
