/* The search box: names, codes, pinyin and descriptions in an index that is a plain script, so that it works from disk too.
   The index is fetched when the box is first used. What was typed stands in the address: a link to a search is a link. */
(function () {
  "use strict";
  var box = document.querySelector(".search");
  var form = box.querySelector("form");
  var input = document.getElementById("q");
  var list = document.getElementById("found");
  var count = document.getElementById("count");
  var root = box.dataset.root;
  var most = 20;
  var rows = null;
  var asked = false;

  /* Full-width forms, capitals, blanks and punctuation make no difference, nor do traditional characters. */
  function fold(text) {
    var forms = rows ? window.SSJ_SEARCH.traditional : {};
    return Array.from(text.normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ""), function (one) {
      return forms[one] || one;
    }).join("");
  }

  function load() {
    if (asked) return;
    asked = true;
    var script = document.createElement("script");
    script.src = root + "/search.js";
    script.onload = function () {
      rows = [];
      rows = window.SSJ_SEARCH.rows.map(function (row) {
        var folded = fold(row[1]);
        var keys = row[2].split(" ").filter(Boolean).map(fold);
        return { url: row[0], name: row[1], codes: row[2], about: row[3], folded: folded, keys: keys, shorts: row[2].split(" ").filter(Boolean).map(short), whole: folded + " " + fold(row[3]) + " " + fold(row[4]) };
      });
      show();
    };
    script.onerror = function () {
      asked = false;
      count.textContent = "搜索数据没有读到，请检查网络后再试。";
    };
    document.head.appendChild(script);
  }

  /* A code as people write it who leave out the zeros that fill it up. */
  function short(text) {
    return fold(text.replace(/(^|[^0-9])0+(?=[1-9])/g, "$1"));
  }

  /* 0: the code or the name itself; 1: a name that begins so; 2: a name that holds it; 3: a code that holds it. */
  function rank(row, wanted, unfilled) {
    if (row.folded === wanted || row.keys.indexOf(wanted) >= 0) return 0;
    if (unfilled && row.shorts.indexOf(unfilled) >= 0) return 1;
    var at = row.folded.indexOf(wanted);
    if (at >= 0) return at === 0 ? 1 : 2;
    if (row.keys.some(function (key) { return key.indexOf(wanted) >= 0; })) return 3;
    return /^[a-z]+$/.test(wanted) && wanted.length > 1 ? spoken(row.folded, wanted) : -1;
  }

  /* Pinyin, whole, cut short or by initials, from the name's beginning (4) or from within (5). */
  function spoken(name, wanted) {
    for (var at = 0; at < name.length; at++) if (reads(name, at, wanted)) return at === 0 ? 4 : 5;
    return -1;
  }

  function reads(name, at, wanted) {
    if (!wanted) return true;
    var known = window.SSJ_SEARCH.readings[name[at]];
    if (!known) return name[at] === wanted[0] && reads(name, at + 1, wanted.slice(1));
    return known.split(" ").some(function (one) {
      if (one[0] !== wanted[0]) return false;
      if (one.startsWith(wanted)) return true;
      return (wanted.startsWith(one) && reads(name, at + 1, wanted.slice(one.length))) || reads(name, at + 1, wanted.slice(1));
    });
  }

  /* The pieces of `wanted`, longest first, that make it up from `text` in any order; one character may be wrong where there are
     four or more. Gives a cost, lower is better, or -1. */
  function pieces(text, wanted) {
    var cost = 0;
    var missed = 0;
    for (var at = 0; at < wanted.length; ) {
      var length = wanted.length - at;
      while (length > 0 && text.indexOf(wanted.substr(at, length)) < 0) length -= 1;
      if (length === 0) {
        missed += 1;
        if (missed > 1 || wanted.length < 4) return -1;
      } else cost += length === 1 ? 3 : 1;
      at += Math.max(1, length);
    }
    return cost + 4 * missed;
  }

  function loosely(row, parts, wanted) {
    var cost = 0;
    for (var at = 0; at < parts.length; at++) {
      var order = rank(row, parts[at]);
      if (order < 0) order = row.whole.indexOf(parts[at]) >= 0 ? 3 : -1;
      if (order < 0) { cost = -1; break; }
      cost += order / 10;
    }
    if (cost >= 0 && parts.length > 1) return 6 + cost;
    if (/[a-z0-9]{9}/.test(wanted)) return row.keys.some(function (key) { return typo(key, wanted); }) ? 30 : -1;
    var inName = pieces(row.folded, wanted);
    if (inName >= 0) return 8 + inName;
    var inAll = pieces(row.whole, wanted);
    return inAll < 0 ? -1 : 9 + inAll;
  }

  /* One character other than in the code. */
  function typo(key, wanted) {
    if (key.length !== wanted.length) return false;
    for (var at = 0, wrong = 0; at < key.length; at++) if (key[at] !== wanted[at] && ++wrong > 1) return false;
    return true;
  }

  function find(text) {
    var wanted = fold(text);
    var parts = text.split(/[\s,，、;；]+/).map(fold).filter(Boolean);
    var hits = [];
    var gather = function (order) {
      rows.forEach(function (row, place) {
        var found = order(row);
        if (found >= 0) hits.push({ order: found, place: place, row: row });
      });
    };
    gather(function (row) { return rank(row, wanted, short(text)); });
    if (!hits.length) gather(function (row) { return row.whole.indexOf(wanted) >= 0 ? 7 : -1; });
    if (!hits.length) gather(function (row) { return loosely(row, parts, wanted); });
    // A question is looked for by what it is about.
    var plain = text.replace(/请问|怎么样|怎么办|怎么|怎样|如何|哪里|在哪|哪些|哪几|了谁|是谁|什么|有没有|查过|有|吗|呢|的|？|\?/g, "");
    plain = plain.replace(/([0-9])年/g, "$1");
    if (!hits.length && plain !== text && fold(plain)) return find(plain);
    hits.sort(function (a, b) { return a.order - b.order || a.place - b.place; });
    var number = /^(?:台账|记录)?第?0*([1-9][0-9]{0,14})[号条]?(?:记录)?$/.exec(wanted);
    if (number && Number(number[1]) <= window.SSJ_SEARCH.records) {
      var name = number[1].padStart(6, "0");
      hits.unshift({ row: { url: "records/" + name.slice(0, -3) + "/" + name, name: "台账第 " + number[1] + " 号记录", codes: "", about: "台账" } });
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
    list.textContent = "";
    count.textContent = "";
    if (!fold(input.value)) return;
    if (!rows) {
      count.textContent = "正在取数据……";
      return;
    }
    var hits = find(input.value);
    count.textContent = hits.length
      ? "找到 " + hits.length + " 个" + (hits.length > most ? "，先列出 " + most + " 个，多输入几个字可以缩小范围" : "")
      : "没有找到。换一个字试试，或者只输入名称的一部分。";
    hits.slice(0, most).forEach(function (hit) { list.appendChild(entry(hit.row)); });
  }

  /* What the address asks for; from disk some browsers let a page change what stands behind # only. */
  function asksFor() {
    var found = /[?&#]q=([^&#]*)/.exec(location.search + location.hash);
    try {
      return found ? decodeURIComponent(found[1].replace(/\+/g, " ")) : "";
    } catch {
      return "";
    }
  }

  function keep() {
    if (!form.hasAttribute("data-own")) return;
    var told = "q=" + encodeURIComponent(input.value);
    try {
      history.replaceState(null, "", "?" + told);
    } catch {
      location.replace("#" + told);
    }
  }

  function read() {
    if (!form.hasAttribute("data-own")) return;
    var told = asksFor();
    if (told && told !== input.value) {
      input.value = told;
      load();
      show();
    }
  }

  input.addEventListener("focus", load);
  input.addEventListener("input", function () { load(); show(); });
  input.addEventListener("change", keep);
  // On its own page Enter leads to the first that was found; elsewhere the form leads to that page.
  form.addEventListener("submit", function (event) {
    if (!form.hasAttribute("data-own")) return;
    event.preventDefault();
    keep();
    var first = list.querySelector("a");
    if (first) first.focus();
  });
  list.addEventListener("click", keep);
  window.addEventListener("hashchange", read);
  window.addEventListener("pageshow", function () { read(); if (input.value) { load(); show(); } });
  read();
  if (input.value) load();
})();
