/* The button `重新计算` on a draw's page: runs `redo` on the data that the page holds, a slice at a time, and shows every
   step. Nothing is fetched but `pairing.js`' library, from beside it: the page works from any address, from a folder on disk, and
   saved, where it says that the signatures of the randomness are not checked. */
(function (root) {
  "use strict";
  const { ssj } = root;
  const box = document.querySelector(".redo");
  const button = box.querySelector("button");
  const bar = box.querySelector("progress");
  const list = box.querySelector("ol");
  const verdict = box.querySelector("[role=status]");
  const SLICE = 24; // milliseconds of work between two moments for the page
  const TICKET = /^[0-9a-f]{64}$/;

  function add(mark, text) {
    const item = document.createElement("li");
    item.textContent = mark + " " + text;
    item.className = { "✗": "late", "✓": "ok" }[mark] || "warn";
    list.appendChild(item);
  }

  function conclude(text, tone) {
    const line = document.createElement("p");
    line.textContent = text;
    line.className = tone;
    verdict.appendChild(line);
  }

  function end() {
    bar.hidden = true;
    button.disabled = false;
  }

  /* The tickets that the page shows to people have to be those of its data. */
  function checkShown(data) {
    const rows = Array.from(document.querySelectorAll("tbody tr"), (row) => Array.from(row.children, (cell) => cell.textContent));
    const shown = rows.filter((cells) => cells.length === 6 && TICKET.test(cells[4])).map((cells) => cells[4] + " " + cells[1]);
    if (data.tickets === null) return;
    // A long table goes on on other pages: then those that are here are the first.
    const some = document.querySelector(".rest") !== null && shown.length > 0 && shown.length < data.tickets.length;
    const same = (some || shown.length === data.tickets.length) && shown.every((one, at) => one === data.tickets[at]);
    if (!same) throw Object.assign(new ssj.Wrong("本页列出的签号与数据不同"), { title: "本页" });
    add("✓", "本页：列出的 " + shown.length + " 个签号就是数据中的" + (some ? "前 " + shown.length + " 个，共 " + data.tickets.length + " 个" : ""));
  }

  async function finish({ opened, hashes }, data) {
    checkShown(data);
    const agreed = await ssj.sha256.second(hashes);
    if (agreed === false) throw new ssj.Unable("浏览器自带的 SHA-256 与本站附带的程序库算得不同");
    const signed = await ssj.pairing.check(data);
    if (signed) add("✓", "随机数的签名：" + signed + " 个 BLS 签名都是这条链的，配对运算成立");
    conclude(opened ? "成立：名单、检查小组和递补都由承诺、秘密和公共随机数算出，没有人为改动。" : "已公开的部分成立；结果尚未公开。", "ok");
    if (data.void) conclude("这次抽取已经作废：算得出的名单没有效力，不按它去检查。", "warn");
    if (agreed === null) conclude("浏览器在这个地址上不提供自带的 SHA-256，以上只用了本站附带的 noble 程序库。", "quiet");
    else conclude("浏览器自带的 SHA-256 又算了其中 " + hashes.length + " 个，全部相同。", "quiet");
    const unsigned = signed === null ? "随机数的 BLS 签名（程序库没有取到，或浏览器太旧），请到任何一个 drand 网站查这一轮，应当是同一个随机数；" : "";
    conclude(
      "这里没有核对的：" + unsigned + "抽取池和检查人员是否就是当时名录里的全部，记录上的签名和外部见证，请用 ssj verify 核对整本台账。",
      "quiet"
    );
  }

  /* Only a contradiction accuses. */
  function fail(fault) {
    if (ssj && ssj.Wrong && fault instanceof ssj.Wrong) {
      add("✗", fault.title + "：" + fault.message);
      conclude("不成立。请保存本页，并向纪检监察组反映。", "late");
      return;
    }
    add("—", (fault.title ? fault.title + "：" : "") + "没有算完（" + fault.message + "）");
    conclude("这个浏览器算不了：没有算完，不能说成立，也不能说不成立。", "warn");
    conclude(ssj && ssj.wayOut ? ssj.wayOut : "本站的脚本没有完整读到，请刷新后再试，或者换一个较新的浏览器。", "");
  }

  function start() {
    list.textContent = verdict.textContent = "";
    button.disabled = true;
    bar.hidden = false;
    bar.removeAttribute("value");
    source(begin);
  }

  /* The data stand on the page, or, where they are many, in a script beside it, which is fetched only now. */
  function source(then) {
    const name = box.getAttribute("data-script");
    if (!name || root.SSJ_DRAW) {
      then(root.SSJ_DRAW || document.getElementById("draw-data").textContent);
      return;
    }
    const script = document.createElement("script");
    script.src = name;
    script.onload = () => then(root.SSJ_DRAW);
    script.onerror = () => {
      fail(new Error("这次抽取的数据没有取到，请检查网络后再试"));
      end();
    };
    document.head.appendChild(script);
  }

  function begin(text) {
    let data, steps;
    try {
      ssj.able(true);
      data = ssj.shapes.parse(text);
      steps = ssj.redo(data);
    } catch (fault) {
      fail(fault);
      end();
      return;
    }
    const work = async () => {
      try {
        const until = performance.now() + SLICE;
        let step = steps.next();
        for (; !step.done; step = steps.next()) {
          if (step.value.id) add("✓", step.value.title + "：" + step.value.told);
          else bar.value = step.value.progress / Math.max(1, step.value.of);
          if (performance.now() > until) {
            setTimeout(work, 0);
            return;
          }
        }
        await finish(step.value, data);
      } catch (fault) {
        fail(fault);
      }
      end();
    };
    setTimeout(work, 0);
  }

  box.querySelector(".off").hidden = true;
  button.hidden = false;
  button.addEventListener("click", start);
})(this);
