/* The search box: exact pieces of names and codes, in an index that is a plain script, so that it works from disk too.
   The index is fetched when the box is first used. */
(function () {
  "use strict";
  var box = document.querySelector(".search");
  var input = document.getElementById("q");
  var list = document.getElementById("found");
  var count = document.getElementById("count");
  var root = box.dataset.root;
  var most = 20;
  var rows = null;
  var asked = false;

  /* Full-width digits and letters, capitals and blanks make no difference. */
  function fold(text) {
    return text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");
  }

  function load() {
    if (asked) return;
    asked = true;
    var script = document.createElement("script");
    script.src = root + "/search.js";
    script.onload = function () {
      rows = window.SSJ_SEARCH.rows.map(function (row) {
        return { url: row[0], name: row[1], codes: row[2], about: row[3], folded: fold(row[1]), keys: row[2].split(" ").map(fold) };
      });
      show();
    };
    script.onerror = function () {
      asked = false;
      count.textContent = "搜索数据没有读到，请检查网络后再试。";
    };
    document.head.appendChild(script);
  }

  /* 0: the code or the name itself; 1: a name that begins so; 2: a name that holds it; 3: a code that holds it. */
  function rank(row, wanted) {
    if (row.folded === wanted || row.keys.indexOf(wanted) >= 0) return 0;
    var at = row.folded.indexOf(wanted);
    if (at >= 0) return at === 0 ? 1 : 2;
    return row.keys.some(function (key) { return key.indexOf(wanted) >= 0; }) ? 3 : -1;
  }

  function find(wanted) {
    var hits = [];
    rows.forEach(function (row, place) {
      var order = rank(row, wanted);
      if (order >= 0) hits.push({ order: order, place: place, row: row });
    });
    hits.sort(function (a, b) { return a.order - b.order || a.place - b.place; });
    var number = /^第?0*([1-9][0-9]{0,14})号?$/.exec(wanted);
    if (number && Number(number[1]) <= window.SSJ_SEARCH.records) {
      var name = number[1].padStart(6, "0");
      hits.unshift({ row: { url: "records/" + name, name: "台账第 " + number[1] + " 号记录", codes: "", about: "台账" } });
    }
    return hits;
  }

  function entry(row) {
    var item = document.createElement("li");
    var link = document.createElement("a");
    var more = document.createElement("span");
    link.href = root + "/" + row.url + ".html";
    link.textContent = row.name;
    more.textContent = [row.about, row.codes].filter(Boolean).join("，");
    item.append(link, more);
    return item;
  }

  function show() {
    var wanted = fold(input.value);
    list.textContent = "";
    count.textContent = "";
    if (!wanted || !rows) return;
    var hits = find(wanted);
    count.textContent = hits.length
      ? "找到 " + hits.length + " 个" + (hits.length > most ? "，先列出 " + most + " 个，多输入几个字可以缩小范围" : "")
      : "没有找到。换一个字试试，或者只输入名称的一部分。";
    hits.slice(0, most).forEach(function (hit) { list.appendChild(entry(hit.row)); });
  }

  input.addEventListener("focus", load);
  input.addEventListener("input", function () { load(); show(); });
  if (input.value) load();
})();
