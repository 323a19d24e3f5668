/* Two rows of a table side by side: a form to choose them, the others hidden. The choice stands in the address. */
(function () {
  "use strict";
  const tables = Array.from(document.querySelectorAll(".pairing")).map(pair);

  function name(row) {
    return row.cells[0].textContent.trim();
  }

  /* The page leaves room for the form above its table. */
  function pair(room, place) {
    const next = room.nextElementSibling;
    const table = next.tagName === "TABLE" ? next : next.querySelector("table");
    const rows = Array.from(table.tBodies[0].rows);
    const form = document.createElement("form");
    const told = document.createElement("p");
    form.className = "pair";
    told.className = "chosen";
    told.setAttribute("role", "status");
    form.setAttribute("aria-label", "选两个来比：" + name(table.tHead.rows[0]));
    const selects = ["甲", "乙"].map((which) => {
      const label = document.createElement("label");
      const select = document.createElement("select");
      label.textContent = which + "：" + name(table.tHead.rows[0]);
      [""].concat(rows.map(name)).forEach((one) => {
        const option = document.createElement("option");
        option.value = one;
        option.textContent = one || "全部";
        select.appendChild(option);
      });
      label.appendChild(select);
      form.appendChild(label);
      return select;
    });
    room.appendChild(form);
    room.appendChild(told);

    function show() {
      const wanted = selects.map((one) => one.value).filter(Boolean);
      rows.forEach((row) => { row.hidden = wanted.length > 0 && wanted.indexOf(name(row)) < 0; });
      told.textContent = wanted.length ? "只看 " + wanted.join("、") + "。" : "全部 " + rows.length + " 行。";
    }

    form.addEventListener("change", () => { show(); keep(); });
    form.addEventListener("submit", (event) => event.preventDefault());
    return { show: show, selects: selects, key: (which) => (place ? String(place + 1) : "") + (which ? "乙" : "甲") };
  }

  function keep() {
    const pairs = [];
    tables.forEach((one) => one.selects.forEach((select, which) => {
      if (select.value) pairs.push([one.key(which), select.value]);
    }));
    window.SSJ_ADDRESS.write(pairs);
  }

  const from = window.SSJ_ADDRESS.read();
  tables.forEach((one) => {
    one.selects.forEach((select, which) => {
      select.value = from.get(one.key(which)) || "";
      if (select.selectedIndex < 0) select.value = "";
    });
    one.show();
  });
})();
