// Browsers only, and only a help: sorting and filtering of tables. Everything can be read, and printed, without it.
"use strict";
(() => {
  const FILTER_FROM = 8;
  const SORT_FROM = 3;
  const SEVERITY = ["off", "risk", "unk", "ok", "concern", "neutral_high", "neutral_low", "improvement", "common"];
  const NEXT = { none: "ascending", ascending: "descending", descending: "none" };

  const make = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };

  // A record is a row, with the rows below it that continue it (tr.nb0 says that one follows).
  const recordsOf = (body) => {
    const records = [];
    let isContinued = false;
    let group = null;
    for (const row of body.rows) {
      if (row.matches(".grp")) {
        group = row;
      } else if (isContinued) {
        records[records.length - 1].rows.push(row);
      } else if (!row.matches(".sum")) {
        records.push({ rows: [row], group });
      }
      isContinued = row.matches(".nb0");
    }
    return records;
  };

  // Severity for a verdict, the unrounded number where a cell carries one, else its words; null when it is empty.
  const keyOf = (cell) => {
    const mark = cell && cell.querySelector(".st, span.sg");
    if (mark) return SEVERITY.findIndex((name) => mark.classList.contains(name));
    if (cell && cell.dataset.v !== undefined) return Number(cell.dataset.v);
    const words = cell ? cell.textContent.trim() : "";
    return words === "" || words === "–" ? null : words;
  };

  // The cell that covers a column: one may span several.
  const cellAt = (row, column) => {
    let end = 0;
    return [...row.cells].find((cell) => (end += cell.colSpan) > column);
  };

  const compare = (first, second) => {
    if (typeof first === "number" && typeof second === "number") return first - second;
    if (typeof first !== typeof second) return typeof first === "number" ? -1 : 1;
    return String(first).localeCompare(String(second), document.documentElement.lang, { numeric: true });
  };

  // Dates and printed numbers are not sorted as words: 1 October would stand before 30 September.
  const canSort = (records, column) => {
    const cells = records.map((record) => cellAt(record.rows[0], column)).filter(Boolean);
    const keys = cells.map(keyOf).filter((key) => key !== null);
    if (keys.length < 2 || cells.some((cell) => cell.matches(".pic"))) return false;
    const areWords = keys.every((key) => typeof key === "string");
    return !areWords || cells.every((cell) => cell.tagName === "TH" || !/\d/.test(cell.textContent));
  };

  const sortable = (table, records) => {
    const body = table.tBodies[0];
    const asPrinted = [...body.rows];
    const heads = [...table.tHead.rows[0].cells];
    const sort = (head, column) => {
      const order = NEXT[head.getAttribute("aria-sort") || "none"];
      heads.forEach((other) => other.hasAttribute("aria-sort") && other.setAttribute("aria-sort", "none"));
      head.setAttribute("aria-sort", order);
      table.classList.toggle("sorted", order !== "none");
      if (order === "none") return body.append(...asPrinted);
      const sign = order === "ascending" ? 1 : -1;
      const keyed = records.map((record) => ({ record, key: keyOf(cellAt(record.rows[0], column)) }));
      const filled = keyed.filter(({ key }) => key !== null).sort((a, b) => sign * compare(a.key, b.key));
      const empty = keyed.filter(({ key }) => key === null);
      body.append(...[...filled, ...empty].flatMap(({ record }) => record.rows), ...body.querySelectorAll("tr.sum"));
    };
    heads.forEach((head, column) => {
      if (!canSort(records, column)) return;
      const button = make("button", { type: "button", className: "sort" }, ...head.childNodes);
      button.addEventListener("click", () => sort(head, column));
      head.setAttribute("aria-sort", "none");
      head.append(button);
    });
  };

  const statusesOf = (records) => {
    const found = new Map();
    for (const { rows } of records) {
      const mark = rows[0].querySelector(".st");
      if (mark) found.set(mark.textContent.trim(), mark.className);
    }
    return [...found].sort((a, b) => compare(...[a, b].map(([, look]) => SEVERITY.indexOf(look.split(" ")[1]))));
  };

  const filterable = (table, records, name) => {
    const count = make("p", { className: "count" });
    count.setAttribute("role", "status");
    const input = make("input", { type: "search", autocomplete: "off" });
    const label = make("label", {}, "Find ", input);
    input.setAttribute("aria-label", `Find in ${name}`);
    const statuses = statusesOf(records);
    const chips = (statuses.length > 1 ? statuses : []).map(([word, look]) => {
      const chip = make("button", { type: "button", className: "chip" }, make("span", { className: look }, word));
      chip.setAttribute("aria-pressed", "false");
      chip.addEventListener("click", () => {
        chip.setAttribute("aria-pressed", String(chip.getAttribute("aria-pressed") !== "true"));
        show();
      });
      return chip;
    });
    const show = () => {
      const wanted = input.value.trim().toLocaleLowerCase();
      const pressed = chips.filter((chip) => chip.getAttribute("aria-pressed") === "true");
      const words = pressed.map((chip) => chip.textContent.trim());
      const groups = new Set();
      let shown = 0;
      for (const { rows, group } of records) {
        const mark = rows[0].querySelector(".st");
        const text = rows.map((row) => row.textContent).join(" ").replace(/\u00a0/g, " ").toLocaleLowerCase();
        const isShown = text.includes(wanted) && (!words.length || (mark && words.includes(mark.textContent.trim())));
        rows.forEach((row) => { row.hidden = !isShown; });
        if (isShown) { shown += 1; groups.add(group); }
      }
      for (const row of table.tBodies[0].querySelectorAll("tr.grp")) row.hidden = !groups.has(row);
      count.textContent = wanted || words.length ? `${shown} of ${records.length} shown` : "";
    };
    input.addEventListener("input", show);
    const tools = make("div", { className: "tools" }, label, ...chips, count);
    tools.setAttribute("role", "group");
    tools.setAttribute("aria-label", `Filter ${name}`);
    table.closest(".scroll").before(tools);
  };

  document.addEventListener("DOMContentLoaded", () => {
    for (const table of document.querySelectorAll(".scroll > table.cards:not(.fixed)")) {
      if (!table.tHead || !table.tBodies[0]) continue;
      const records = recordsOf(table.tBodies[0]);
      const name = table.parentElement.getAttribute("aria-label") || "this table";
      // Rows that share a word printed on the first of them only (tr.last ends the run) keep their order.
      if (records.length >= SORT_FROM && !table.querySelector("tr.last")) sortable(table, records);
      if (records.length >= FILTER_FROM) filterable(table, records, name);
    }
  });
})();
