/* The page to which the QR code of an inspection notice leads. The code stands behind #, and is not sent anywhere. */
(function (root) {
  "use strict";
  const { ssj } = root;
  const box = document.querySelector(".check");
  const field = box.querySelector("input");
  const button = box.querySelector("button");
  const status = box.querySelector("[role=status]");
  const seals = JSON.parse(document.getElementById("seal-data").textContent);

  function say(text, tone) {
    const line = document.createElement("p");
    line.textContent = text;
    line.className = tone;
    status.appendChild(line);
  }

  function check() {
    status.textContent = "";
    try {
      ssj.able(false);
      const notice = ssj.notice.check(field.value.trim(), seals);
      say("✓ 成立：对象 " + notice.body + " 确在抽取 " + notice.draw + " 封存的名单里。", "ok");
      say("应当上门的检查人员：" + notice.team.split(",").join("、") + "。请与检查人员的执法证核对。", "");
    } catch (fault) {
      fail(fault);
    }
  }

  /* Only a seal that contradicts the code accuses: a slip of the pen does not, nor does an old telephone. */
  function fail(fault) {
    if (ssj && ssj.Unread && fault instanceof ssj.Unread) {
      say("没有核对：" + fault.message + "。", "warn");
      say("请重新扫码，或者对照通知再抄一遍。", "");
    } else if (ssj && ssj.Wrong && fault instanceof ssj.Wrong) {
      say("✗ 不成立：" + fault.message + "。", "late");
      say("请检查是否抄写有误；确认无误的，请当场提出，并向本站公布的监督电话反映。", "");
    } else {
      say("这个浏览器算不了：没有算完，不能说成立，也不能说不成立（" + fault.message + "）。", "warn");
      say(ssj && ssj.wayOut ? ssj.wayOut : "本站的脚本没有完整读到，请刷新后再试，或者换一个较新的浏览器。", "");
    }
  }

  function read() {
    const code = decodeURIComponent(root.location.hash.slice(1));
    if (code === "" || code === "main") return;
    field.value = code;
    check();
  }

  box.querySelector(".off").hidden = true;
  field.parentElement.hidden = button.hidden = false;
  button.addEventListener("click", check);
  field.addEventListener("keydown", (event) => event.key === "Enter" && check());
  // What was said of one code must not stand beside another.
  field.addEventListener("input", () => (status.textContent = ""));
  root.addEventListener("hashchange", read);
  read();
})(this);
