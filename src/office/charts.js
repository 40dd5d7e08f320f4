// office/charts.js - tables of a page as charts: the table stays, and what is shown is what stands in it
//
// <div data-chart="bar" data-columns="by x y unit"> holds a table, and perhaps a figure that is seen
// without script and gives way to the chart. The columns say what their cells are: x and y a place, by
// the series, unit what y is counted in, from and to the ends of a link, - nothing. Numbers become
// binary ones for their place on the screen only; what is told of a point is the text of its cell.
// Colours are those of style.css, which changes them in the dark; see .chart there.
(() => {
  "use strict";
  const COLOURS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9"];
  const LINES = ["solid", "dashed", "dotted"];
  const SYMBOLS = ["circle", "rect", "triangle", "diamond", "roundRect", "emptyCircle"];
  const SERIES_MAX = 24, POINTS_MAX = 2000, MONTHS_MAX = 240;
  const NARROW = 500;
  const language = document.documentElement.lang === "zh" ? "zh-CN" : "en-US";
  const short = new Intl.NumberFormat(language, { notation: "compact", maximumSignificantDigits: 3 });

  // ---- what stands in the table ----------------------------------------------------------------

  const number = text => {
    const found = text.replace(/[,\s]/g, "").replace("−", "-").match(/^[+-]?\d*\.?\d+(e[+-]?\d+)?/i);
    return found ? Number(found[0]) : NaN;
  };

  const rows_of = (table, columns) =>
    [...table.tBodies[0].rows].map(row => {
      const said = {};
      columns.forEach((name, i) => {
        const cell = row.cells[i];
        if (name !== "-" && cell) said[name] = cell.innerText.trim();
        if (cell?.querySelector("time")) said.day = cell.querySelector("time").dateTime;
        if (cell?.querySelector("a")) said[name + " link"] = cell.querySelector("a").href;
      });
      return said;
    });

  const different = list => [...new Set(list)];
  const in_order = list => (list.every(x => /^\d{4}/.test(x)) ? [...list].sort() : list);

  // ---- what all charts have ---------------------------------------------------------------------

  const said_by = (host, table) =>
    host.dataset.say || table.closest("section")?.querySelector("h2")?.innerText || document.title;

  const frame = (host, table) => ({
    animation: false,
    color: COLOURS,
    aria: { enabled: true, label: { description: said_by(host, table) }, decal: { show: true } },
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
    tooltip: {
      trigger: "item",
      renderMode: "richText",
      confine: true,
      backgroundColor: "#fffffe",
      borderColor: "#595959",
      textStyle: { color: "#1a1a1a", fontSize: 14, width: 260, overflow: "break" },
    },
  });

  const legend = { type: "scroll", bottom: 0, textStyle: { color: "#1a1a1a", fontSize: 13 }, inactiveColor: "#ccc" };

  const cross = (xs, unit, room) => ({
    grid: { left: 8, right: 16, top: unit ? 36 : 16, bottom: room, containLabel: true },
    xAxis: {
      type: "category",
      data: xs,
      axisLine: { onZero: true, lineStyle: { color: "#1a1a1a" } },
      axisLabel: { color: "#1a1a1a", fontSize: 13, hideOverlap: true },
      axisTick: { show: false },
    },
    yAxis: {
      type: "value",
      name: unit,
      nameTextStyle: { color: "#595959", fontSize: 13, align: "left" },
      splitLine: { lineStyle: { color: "#d4d4d4" } },
      axisLabel: { color: "#595959", fontSize: 13, formatter: value => short.format(value) },
    },
  });

  const told = point => {
    const said = point.data.said;
    return [said.by, said.x, [said.y, said.unit].filter(Boolean).join(" ")].filter(Boolean).join("\n");
  };

  // ---- bars and lines ---------------------------------------------------------------------------

  // "A → B" and "B → A" stand on both sides of zero, in one colour.
  const directions = names => {
    const pairs = [];
    return names.map(name => {
      const back = name.split(" → ").reverse().join(" → ");
      const known = pairs.indexOf(back);
      if (back !== name && known >= 0) return { name, pair: known, sign: -1 };
      return { name, pair: pairs.push(name) - 1, sign: 1 };
    });
  };

  const point = (row, sign) => ({ value: [row.x, sign * number(row.y)], said: row });

  const bar = (kind, rows) => ({
    type: "bar",
    name: kind.name,
    stack: String(kind.pair),
    barMaxWidth: 60,
    itemStyle: { color: COLOURS[kind.pair % COLOURS.length], opacity: kind.sign < 0 ? 0.6 : 1 },
    data: rows.map(row => point(row, kind.sign)),
  });

  const line = (kind, rows, place) => ({
    type: "line",
    name: kind.name,
    symbol: SYMBOLS[place % SYMBOLS.length],
    symbolSize: 9,
    lineStyle: { width: 2.5, type: LINES[Math.floor(place / COLOURS.length + place) % LINES.length] },
    itemStyle: { color: COLOURS[place % COLOURS.length] },
    data: rows.map(row => point(row, 1)),
  });

  const of_unit = (host, table, rows, unit) => {
    const names = different(rows.map(row => row.by ?? ""));
    if (names.length > SERIES_MAX) return null;
    const is_line = host.dataset.chart === "line";
    const kinds = is_line ? names.map((name, pair) => ({ name, pair, sign: 1 })) : directions(names);
    const many = names.length > 1;
    const option = frame(host, table);
    option.tooltip.formatter = told;
    return {
      ...option,
      ...cross(in_order(different(rows.map(row => row.x))), unit, many ? 40 : 8),
      ...(many ? { legend } : {}),
      series: kinds.map((kind, place) =>
        (is_line ? line : bar)(kind, rows.filter(row => (row.by ?? "") === kind.name), place)),
    };
  };

  // Each unit has a chart of its own: they share no axis.
  const by_unit = (host, table, rows) => {
    const shown = rows.filter(row => row.x && !Number.isNaN(number(row.y ?? "")));
    const unit_of = row => row.unit ?? "";
    return different(shown.map(unit_of)).map(unit =>
      of_unit(host, table, shown.filter(row => unit_of(row) === unit), unit));
  };

  // ---- days, counted by month -------------------------------------------------------------------

  const months_between = (first, last) => {
    const months = [];
    for (let at = first; at <= last && months.length < MONTHS_MAX; ) {
      months.push(at);
      const [year, month] = at.split("-").map(Number);
      at = month === 12 ? `${year + 1}-01` : `${year}-${String(month + 1).padStart(2, "0")}`;
    }
    return months;
  };

  const by_month = (host, table, rows) => {
    const days = rows.map(row => row.day).filter(Boolean).sort();
    if (!days.length) return [];
    const months = months_between(days[0].slice(0, 7), days[days.length - 1].slice(0, 7));
    const data = months.map(x => {
      const count = days.filter(day => day.startsWith(x)).length;
      return { value: [x, count], said: { x, y: String(count) } };
    });
    const option = frame(host, table);
    option.tooltip.formatter = told;
    const cut = cross(months, "", 8);
    Object.assign(cut.yAxis, { minInterval: 1, max: seen => Math.max(seen.max, 4) });
    return [{ ...option, ...cut, series: [{ type: "bar", barMaxWidth: 40, itemStyle: { color: COLOURS[0] }, data }] }];
  };

  // ---- links ------------------------------------------------------------------------------------

  const network = (host, table, rows) => {
    const option = frame(host, table);
    const names = different(rows.flatMap(row => [row.from, row.to]));
    const link_of = name => rows.flatMap(r => [[r.from, r["from link"]], [r.to, r["to link"]]]).find(l => l[0] === name)[1];
    const most = Math.max(...rows.map(row => number(row.y)), 1);
    const degree = name => rows.filter(row => row.from === name || row.to === name).length;
    option.tooltip.formatter = at =>
      at.dataType === "edge" ? `${at.data.source} – ${at.data.target}\n${at.data.said.y}` : at.name;
    return [{
      ...option,
      series: [{
        type: "graph",
        layout: "circular",
        circular: { rotateLabel: false },
        left: "18%", right: "18%", top: "10%", bottom: "10%",
        data: names.map((name, i) => ({
          name,
          link: link_of(name),
          symbolSize: 14 + 4 * Math.min(degree(name), 8),
          label: { position: 2 * i < names.length ? "bottom" : "top" },
        })),
        links: rows.map(row => ({
          source: row.from, target: row.to, said: row, lineStyle: { width: 1 + (5 * number(row.y)) / most },
        })),
        label: { show: true, color: "#1a1a1a", fontSize: 14 },
        itemStyle: { color: COLOURS[0] },
        lineStyle: { color: COLOURS[1], curveness: 0.1, opacity: 0.7 },
        emphasis: { focus: "adjacency" },
      }],
    }];
  };

  // ---- drawing ----------------------------------------------------------------------------------

  const MAKERS = { bar: by_unit, line: by_unit, months: by_month, graph: network };

  const figure_of = host => {
    const there = host.querySelector("figure");
    if (there) return there;
    const made = document.createElement("figure");
    host.prepend(made);
    return made;
  };

  let drawn = []; // what ends the charts that are on the page

  const follow = (box, chart) => {
    const sizes = new ResizeObserver(() => chart.resize()), life = new AbortController(), { signal } = life;
    sizes.observe(box);
    addEventListener("beforeprint", () => chart.resize({ width: Math.min(box.clientWidth, 640) }), { signal });
    addEventListener("afterprint", () => chart.resize({ width: "auto" }), { signal });
    chart.on("click", at => { if (at.data?.link) location.href = at.data.link; });
    drawn.push(() => {
      sizes.disconnect();
      life.abort();
      chart.dispose();
    });
  };

  const draw = (figure, kind, option) => {
    const box = document.createElement("div");
    box.className = "chart " + kind;
    figure.append(box);
    const chart = echarts.init(box, null, { renderer: "svg" });
    if (box.clientWidth < NARROW && option.xAxis) option.xAxis.axisLabel.fontSize = 12;
    chart.setOption(option);
    box.setAttribute("role", "img");
    follow(box, chart);
  };

  const draw_all = () => {
    for (const end of drawn) end();
    drawn = [];
    for (const host of document.querySelectorAll("[data-chart]")) {
      const table = host.querySelector("table");
      const rows = rows_of(table, host.dataset.columns.split(" "));
      const options = rows.length <= POINTS_MAX ? MAKERS[host.dataset.chart](host, table, rows).filter(Boolean) : [];
      if (!options.length) continue;
      const figure = figure_of(host);
      figure.replaceChildren();
      for (const option of options) draw(figure, host.dataset.chart, option);
    }
  };

  document.addEventListener("softlaw:shown", draw_all); // by live.js
  draw_all();
})();
