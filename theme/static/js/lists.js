/* Lists that answer: a reader chooses rows by column or by a word, and sorts them. The table that is there is all the data; the
   choice stands in the address, so that a link to an answer is a link, and goes along to the other pages of the same list.
   Days are chosen by their year; of a text that tells what came of something, what stands before the arrow counts. */
(function () {
  "use strict";
  const NONE = "—";
  const WORD = "含";
  const ORDER = "排";
  const FEW = 7; // rows that are seen at a glance, and need no choosing
  const lists = Array.from(document.querySelectorAll("table"))
    .filter((table) => table.querySelector("th[data-choose]") && (table.tBodies[0].rows.length > FEW || others().length || asked().size))
    .map(list);

  function text(cell) {
    return cell.textContent.trim();
  }

  function pick(cell) {
    const told = text(cell);
    const day = /^(\d{4})-\d{2}-\d{2}/.exec(told);
    return day ? day[1] + " 年" : told.split(" → ")[0];
  }

  /* What the address asks for: behind the question mark, or from disk, where some browsers let a page change no more, behind #. */
  function asked() {
    const found = new Map();
    (location.search.slice(1) + "&" + (location.hash.indexOf("=") > 0 ? location.hash.slice(1) : "")).split("&").forEach((one) => {
      const at = one.indexOf("=");
      if (at < 1) return;
      try {
        found.set(decodeURIComponent(one.slice(0, at)), decodeURIComponent(one.slice(at + 1).replace(/\+/g, " ")));
      } catch {
        /* Not an address that this page made. */
      }
    });
    return found;
  }

  function make(tag, name, told) {
    const one = document.createElement(tag);
    if (name) one.className = name;
    if (told) one.textContent = told;
    return one;
  }

  /* Open where there is room for it, folded on a telephone: the rows are what people came for. */
  function fold(form, open) {
    const details = make("details");
    const inner = make("div");
    details.open = open;
    details.appendChild(make("summary", "", "筛选和排列"));
    details.appendChild(inner);
    form.appendChild(details);
    return { details: details, inner: inner };
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

  function list(table, place) {
    const heads = Array.from(table.tHead.rows[0].cells);
    const rows = Array.from(table.tBodies[0].rows);
    const prefix = place ? String(place + 1) : "";
    const form = make("form", "choose");
    const caption = text(table.caption);
    form.setAttribute("aria-label", "筛选和排序：" + caption);
    const folded = fold(form, window.matchMedia("(min-width: 44rem)").matches);
    const selects = new Map();
    heads.forEach((head, column) => {
      if (!head.hasAttribute("data-choose")) return;
      const counts = new Map();
      rows.forEach((row) => counts.set(pick(row.cells[column]), (counts.get(pick(row.cells[column])) || 0) + 1));
      if (counts.size < 2) return;
      const select = make("select");
      option(select, "", "全部");
      Array.from(counts.keys())
        .sort((a, b) => (a === NONE) - (b === NONE) || a.localeCompare(b, "zh-CN", { numeric: true }))
        .forEach((value) => option(select, value, (value === NONE ? "没有写明" : value) + "（" + counts.get(value) + "）"));
      selects.set(column, field(folded.inner, text(head), select));
    });
    const word = field(folded.inner, "含有文字", make("input"));
    word.type = "search";
    word.autocomplete = "off";
    const order = field(folded.inner, "排列", make("select"));
    option(order, "", "照原来的次序");
    heads.forEach((head, column) => {
      option(order, column + "+", text(head) + "，从小到大");
      option(order, column + "-", text(head) + "，从大到小");
    });
    const clear = make("button", "", "全部显示");
    clear.type = "button";
    folded.inner.appendChild(clear);
    const told = make("p", "chosen");
    told.setAttribute("role", "status");
    const box = table.parentNode.classList.contains("scroll") ? table.parentNode : table;
    box.parentNode.insertBefore(form, box);
    box.parentNode.insertBefore(told, box);

    function arrange() {
      const column = parseInt(order.value, 10);
      const down = order.value.slice(-1) === "-" ? -1 : 1;
      heads.forEach((head, at) => {
        if (order.value && at === column) head.setAttribute("aria-sort", down > 0 ? "ascending" : "descending");
        else head.removeAttribute("aria-sort");
      });
      const sorted = order.value
        ? rows.map((row, at) => [text(row.cells[column]), at, row]).sort((a, b) =>
            (a[0] === NONE) - (b[0] === NONE) || down * a[0].localeCompare(b[0], "zh-CN", { numeric: true }) || a[1] - b[1]
          ).map((one) => one[2])
        : rows;
      sorted.forEach((row) => table.tBodies[0].appendChild(row));
    }

    function show() {
      const wanted = word.value.normalize("NFKC").toLowerCase().trim();
      let count = 0;
      rows.forEach((row) => {
        let here = !wanted || row.textContent.normalize("NFKC").toLowerCase().indexOf(wanted) >= 0;
        selects.forEach((select, column) => {
          if (select.value && pick(row.cells[column]) !== select.value) here = false;
        });
        row.hidden = !here;
        if (here) count += 1;
      });
      const more = others().length ? "只在本页中选；其他页带着同样的选择打开" : "";
      const choice = count === rows.length ? "共 " + count + " 行" : "选出 " + count + " 行，共 " + rows.length + " 行";
      told.textContent = count ? choice + (more ? "（" + more + "）" : "") + "。" : "没有这样的行，请少选一项。" + (more ? more + "。" : "");
      clear.hidden = count === rows.length && !order.value;
    }

    function choices() {
      const found = [];
      selects.forEach((select, column) => {
        if (select.value) found.push([prefix + text(heads[column]), select.value]);
      });
      if (word.value.trim()) found.push([prefix + WORD, word.value.trim()]);
      if (order.value) found.push([prefix + ORDER, text(heads[parseInt(order.value, 10)]) + order.value.slice(-1)]);
      return found;
    }

    function read(from) {
      selects.forEach((select, column) => {
        select.value = from.get(prefix + text(heads[column])) || "";
        // What nothing here has is no choice of this page: it would hide every row and stand nowhere.
        if (select.selectedIndex < 0) select.value = "";
      });
      word.value = from.get(prefix + WORD) || "";
      const sorted = from.get(prefix + ORDER) || "";
      const column = heads.findIndex((head) => text(head) === sorted.slice(0, -1));
      order.value = column < 0 ? "" : column + sorted.slice(-1);
      if (order.selectedIndex < 0) order.value = "";
      arrange();
      show();
      if (choices().length) folded.details.open = true;
    }

    form.addEventListener("input", show);
    form.addEventListener("change", () => { arrange(); show(); keep(); });
    form.addEventListener("submit", (event) => { event.preventDefault(); keep(); });
    clear.addEventListener("click", () => { read(new Map()); keep(); order.focus(); });
    return { choices: choices, read: read };
  }

  /* The other pages of this list. */
  function others() {
    const folder = location.pathname.replace(/[^/]*$/, "");
    return Array.from(document.querySelectorAll("main dl.facts a")).filter((link) =>
      link.pathname.indexOf(folder) === 0 && /^(page-\d+|index)\.html$/.test(link.pathname.slice(folder.length))
    );
  }

  function keep() {
    const told = [].concat.apply([], lists.map((one) => one.choices()))
      .map((one) => encodeURIComponent(one[0]) + "=" + encodeURIComponent(one[1])).join("&");
    others().forEach((link) => { link.search = told; });
    try {
      history.replaceState(null, "", told ? "?" + told : location.pathname);
    } catch {
      location.replace("#" + told);
    }
  }

  function read() {
    const from = asked();
    lists.forEach((one) => one.read(from));
    if (from.size) others().forEach((link) => { link.search = location.search || location.hash.slice(1); });
  }

  window.addEventListener("hashchange", () => { if (location.hash.indexOf("=") > 0) read(); });
  read();
})();
