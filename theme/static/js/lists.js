/* Lists that answer: a reader chooses rows by column or by a word, and sorts them. The choice stands in the address. The table
   that is there is all the data; of a long one, whose further rows stand on other pages, all are fetched once somebody chooses.
   Days are chosen by their year or month, several years by each of them; of a text that tells what came of something, what stands before the arrow counts. */
(function () {
  "use strict";
  const NONE = "—";
  const WORD = "含";
  const ORDER = "排";
  const STEP = 200; // rows that are shown at once
  const TURNING = /[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
  const SVG = "http://www.w3.org/2000/svg";
  const collator = new Intl.Collator("zh-CN", { numeric: true });
  const lists = Array.from(document.querySelectorAll("table"))
    .filter((table) => table.querySelector("th[data-choose]"))
    .map(list);

  function text(cell) {
    return cell.textContent.trim();
  }

  /* What a cell may be chosen by. */
  function picks(told) {
    const day = /^(\d{4})-(\d{2})-\d{2}/.exec(told);
    if (day) return [day[1] + " 年", day[1] + " 年 " + Number(day[2]) + " 月"];
    return /^\d{4} 年(、\d{4} 年)+$/.test(told) ? told.split("、") : [told.split(" → ")[0]];
  }

  function fold(told) {
    return told.normalize("NFKC").toLowerCase();
  }

  function make(tag, name, told) {
    const one = document.createElement(tag);
    if (name) one.className = name;
    if (told) one.textContent = told;
    return one;
  }

  function field(form, label, control) {
    const whole = make("label", "", label);
    whole.appendChild(control);
    form.appendChild(whole);
    return control;
  }

  function option(select, value, told) {
    const one = make("option", "", told);
    one.value = value;
    select.appendChild(one);
  }

  /* A row of a table as its page would have it; a cell is a text, or text, address, tone and bar. */
  function built(cells, heads, names, root) {
    const row = make("tr");
    row.setAttribute("role", "row");
    cells.forEach((cell, at) => {
      const one = make(at ? "td" : "th");
      const told = typeof cell === "string" ? [cell] : cell;
      let inner = one;
      if (!at) one.scope = "row";
      one.setAttribute("role", at ? "cell" : "rowheader");
      one.setAttribute("data-label", names[at]);
      if (heads[at].className) one.className = heads[at].className;
      if (told[1]) {
        inner = one.appendChild(make("a", told[2]));
        inner.href = root + "/" + told[1];
      } else if (told[2]) inner = one.appendChild(make("span", told[2]));
      inner.appendChild(TURNING.test(told[0]) ? make("bdi", "", told[0]) : document.createTextNode(told[0]));
      if (told.length > 3) one.appendChild(bar(told[2], told[3]));
      row.appendChild(one);
    });
    return row;
  }

  function bar(tone, part) {
    const whole = document.createElementNS(SVG, "svg");
    whole.setAttribute("class", tone ? "bar " + tone : "bar");
    whole.setAttribute("aria-hidden", "true");
    ["100%", part / 10 + "%"].forEach((width, at) => {
      const one = document.createElementNS(SVG, "rect");
      if (!at) one.setAttribute("class", "whole");
      one.setAttribute("width", width);
      one.setAttribute("height", "100%");
      whole.appendChild(one);
    });
    return whole;
  }

  function list(table, place) {
    const heads = Array.from(table.tHead.rows[0].cells);
    const names = heads.map(text);
    const body = table.tBodies[0];
    const long = table.getAttribute("data-rows");
    const total = long ? Number(table.getAttribute("data-count")) : body.rows.length;
    const prefix = place ? String(place + 1) : "";
    const form = make("form", "choose");
    const details = form.appendChild(make("details"));
    details.appendChild(make("summary", "", "筛选和排列"));
    const inner = details.appendChild(make("div"));
    const told = make("p", "chosen");
    const more = make("button", "more", "再列出 " + STEP + " 行");
    const selects = new Map();
    const word = make("input");
    const order = make("select");
    const clear = make("button", "", "全部显示");
    const box = table.parentNode.classList.contains("scroll") ? table.parentNode : table;
    let rows = null; // {texts, node, cells}, once they are asked for
    let limit = STEP;
    let opened = false;
    frame();

    function frame() {
      form.setAttribute("aria-label", "筛选和排序：" + text(table.caption));
      told.setAttribute("role", "status");
      told.textContent = "共 " + total + " 行" + (long ? "，先列出 " + body.rows.length + " 行。" : "。");
      more.type = clear.type = "button";
      more.hidden = true;
      // The page leaves room where there are more rows than are seen at a glance.
      const room = box.previousElementSibling;
      if (room && room.classList.contains("choosing")) {
        room.appendChild(form);
        room.appendChild(told);
      }
      box.parentNode.insertBefore(more, box.nextSibling);
      details.addEventListener("toggle", () => { if (details.open) open(() => show(true)); });
      form.addEventListener("input", () => { if (rows) show(); });
      form.addEventListener("change", keep);
      form.addEventListener("submit", (event) => { event.preventDefault(); keep(); });
      clear.addEventListener("click", () => { apply(new Map()); keep(); order.focus(); });
      more.addEventListener("click", () => { limit += STEP; show(true); });
    }

    /* All rows, and then the form's fields. */
    function open(then) {
      if (opened) { then(); return; }
      fetched((found) => {
        if (!opened) {
          opened = true;
          rows = found;
          fill();
        }
        then();
      });
    }

    function fetched(then) {
      if (!long) {
        then(Array.from(body.rows, (row) => ({ texts: Array.from(row.cells, text), node: row })));
        return;
      }
      const there = () => then(window.SSJ_ROWS[long][Number(table.getAttribute("data-place"))].map((cells) => (
        { texts: cells.map((cell) => (typeof cell === "string" ? cell : cell[0])), node: null, cells: cells }
      )));
      if (window.SSJ_ROWS && window.SSJ_ROWS[long]) { there(); return; }
      told.textContent = "正在取全部 " + total + " 行……";
      const script = make("script");
      script.src = table.getAttribute("data-root") + "/" + long;
      script.onload = there;
      script.onerror = () => { told.textContent = "其余的行没有取到，请检查网络后再试；也可以翻看下面的各页。"; };
      document.head.appendChild(script);
    }

    function fill() {
      heads.forEach((head, column) => {
        if (!head.hasAttribute("data-choose")) return;
        const counts = new Map();
        rows.forEach((row) => {
          picks(row.texts[column]).forEach((value) => counts.set(value, (counts.get(value) || 0) + 1));
        });
        if (counts.size < 2) return;
        const select = make("select");
        option(select, "", "全部");
        Array.from(counts.keys())
          .sort((a, b) => (a === NONE) - (b === NONE) || collator.compare(a, b))
          .forEach((value) => option(select, value, (value === NONE ? "没有写明" : value) + "（" + counts.get(value) + "）"));
        selects.set(column, field(inner, names[column], select));
      });
      field(inner, "含有文字", word);
      word.type = "search";
      word.autocomplete = "off";
      field(inner, "排列", order);
      option(order, "", "照原来的次序");
      names.forEach((name, column) => {
        option(order, column + "+", name + "，从小到大");
        option(order, column + "-", name + "，从大到小");
      });
      inner.appendChild(clear);
      const rest = long && document.querySelector("nav.rest[data-of='" + long + "-" + table.getAttribute("data-place") + "']");
      if (rest) rest.hidden = true;
    }

    function sorted(found) {
      const column = parseInt(order.value, 10);
      const down = order.value.slice(-1) === "-" ? -1 : 1;
      heads.forEach((head, at) => {
        if (order.value && at === column) head.setAttribute("aria-sort", down > 0 ? "ascending" : "descending");
        else head.removeAttribute("aria-sort");
      });
      if (!order.value) return found;
      return found.map((row, at) => [row.texts[column], at, row]).sort((a, b) =>
        (a[0] === NONE) - (b[0] === NONE) || down * collator.compare(a[0], b[0]) || a[1] - b[1]
      ).map((one) => one[2]);
    }

    function show(keepLimit) {
      if (!keepLimit) limit = STEP;
      const wanted = fold(word.value).trim();
      const found = rows.filter((row) => {
        if (wanted && (row.folded || (row.folded = fold(row.texts.join(" ")))).indexOf(wanted) < 0) return false;
        return Array.from(selects).every((one) => !one[1].value || picks(row.texts[one[0]]).indexOf(one[1].value) >= 0);
      });
      body.textContent = "";
      sorted(found).slice(0, limit).forEach((row) => {
        if (!row.node) row.node = built(row.cells, heads, names, table.getAttribute("data-root"));
        body.appendChild(row.node);
      });
      const choice = found.length === total ? "共 " + total + " 行" : "选出 " + found.length + " 行，共 " + total + " 行";
      const cut = found.length > limit ? "，先列出 " + limit + " 行" : "";
      told.textContent = found.length ? choice + cut + "。" : "没有这样的行，请少选一项。";
      more.hidden = !cut;
      clear.hidden = found.length === total && !order.value;
    }

    function choices() {
      const found = [];
      if (!opened) return found;
      selects.forEach((select, column) => {
        if (select.value) found.push([prefix + names[column], select.value]);
      });
      if (word.value.trim()) found.push([prefix + WORD, word.value.trim()]);
      if (order.value) found.push([prefix + ORDER, names[parseInt(order.value, 10)] + order.value.slice(-1)]);
      return found;
    }

    function apply(from) {
      selects.forEach((select, column) => {
        select.value = from.get(prefix + names[column]) || "";
        // What nothing here has is no choice of this page: it would hide every row and stand nowhere.
        if (select.selectedIndex < 0) select.value = "";
      });
      word.value = from.get(prefix + WORD) || "";
      const asked = from.get(prefix + ORDER) || "";
      const column = names.indexOf(asked.slice(0, -1));
      order.value = column < 0 ? "" : column + asked.slice(-1);
      if (order.selectedIndex < 0) order.value = "";
      show();
      if (choices().length) details.open = true;
    }

    function read(from) {
      const own = names.concat(WORD, ORDER).some((name) => from.has(prefix + name));
      if (!own && !opened) return;
      if (!form.parentNode) box.parentNode.insertBefore(form, box).after(told);
      open(() => apply(from));
    }

    return { choices: choices, read: read };
  }

  function keep() {
    window.SSJ_ADDRESS.write([].concat.apply([], lists.map((one) => one.choices())));
  }

  function read() {
    const from = window.SSJ_ADDRESS.read();
    lists.forEach((one) => one.read(from));
  }

  window.addEventListener("hashchange", () => { if (location.hash.indexOf("=") > 0) read(); });
  read();
})();
