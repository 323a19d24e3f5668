/* Deadlines against the reader's own clock. The site is built from the ledger alone and stands on the day of its newest record: an
   office that stops writing would stay punctual for ever. The reader's day says what has passed since. */
(function () {
  "use strict";
  var told = document.querySelector("[data-standing]");
  if (!told) return;
  var DAY = 86400000;
  var now = new Date();
  var two = function (number) { return ("0" + number).slice(-2); };
  var today = now.getFullYear() + "-" + two(now.getMonth() + 1) + "-" + two(now.getDate());
  var standing = told.getAttribute("data-standing");
  var days = Math.round((Date.parse(today) - Date.parse(standing)) / DAY);
  var passed = 0;
  Array.from(document.querySelectorAll('td[data-label="期限"]')).forEach(function (cell) {
    var found = /^\s*(\d{4}-\d{2}-\d{2})/.exec(cell.textContent);
    if (!found || found[1] < standing || found[1] >= today) return;
    passed += 1;
    var mark = document.createElement("strong");
    mark.className = "late";
    mark.textContent = "（按您今天的日期已过期）";
    cell.appendChild(mark);
  });
  var parts = [];
  if (passed) parts.push("按您今天的日期，另有 " + passed + " 项已过期。");
  if (days > 14) parts.push("数据截至 " + standing + "，到您今天已 " + days + " 天没有更新：以后的期限是否办了，这里看不出来。");
  if (!parts.length) return;
  var line = document.createElement("p");
  line.className = "since late";
  line.setAttribute("role", "note");
  line.textContent = parts.join("");
  var lead = document.querySelector("main .lead") || document.querySelector("main h1");
  lead.parentNode.insertBefore(line, lead.nextSibling);
})();
