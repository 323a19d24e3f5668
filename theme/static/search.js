/* The search box: exact substrings of names, codes and ids, in an index that is a plain script (works from disk too). */
(function () {
  "use strict";
  var box = document.querySelector(".search");
  var input = document.getElementById("q");
  var list = document.getElementById("found");
  var count = document.getElementById("count");
  var index = window.SSJ_INDEX || [];
  var most = 20;

  function fold(text) {
    return text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");
  }

  var folded = index.map(function (row) {
    return [fold(row[0]), fold(row[1])];
  });

  function rank(place, wanted) {
    var at = folded[place][0].indexOf(wanted);
    if (at >= 0) return at === 0 ? 0 : 1;
    return folded[place][1].indexOf(wanted) >= 0 ? (folded[place][1] === wanted ? 0 : 2) : -1;
  }

  function show() {
    var wanted = fold(input.value);
    list.textContent = "";
    if (!wanted) {
      count.textContent = "";
      return;
    }
    var hits = [];
    for (var place = 0; place < index.length; place += 1) {
      var order = rank(place, wanted);
      if (order >= 0) hits.push([order, place]);
    }
    hits.sort(function (a, b) {
      return a[0] - b[0] || a[1] - b[1];
    });
    count.textContent = hits.length ? "找到 " + hits.length + " 个" + (hits.length > most ? "，显示前 " + most + " 个" : "") : "没有找到";
    hits.slice(0, most).forEach(function (hit) {
      var row = index[hit[1]];
      var link = document.createElement("a");
      link.href = box.dataset.root + "/" + row[2];
      link.textContent = row[0];
      var item = document.createElement("li");
      item.appendChild(link);
      if (row[1]) {
        var more = document.createElement("small");
        more.textContent = " " + row[1];
        item.appendChild(more);
      }
      list.appendChild(item);
    });
  }

  input.addEventListener("input", show);
  show();
})();
