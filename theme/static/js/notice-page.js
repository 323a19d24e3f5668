/* The page to which the QR code of an inspection notice leads. The code stands behind #, and is not sent anywhere. */
(function (root) {
  "use strict";
  const { ssj } = root;
  const box = document.querySelector(".check");
  const field = box.querySelector("input");
  const button = box.querySelector("button");
  const status = box.querySelector("[role=status]");
  const data = JSON.parse(document.getElementById("seal-data").textContent);

  function say(text, tone) {
    const line = document.createElement("p");
    line.textContent = text;
    line.className = tone;
    status.appendChild(line);
  }

  function row(list, label, lines) {
    const box = document.createElement("div");
    const name = document.createElement("dt");
    const value = document.createElement("dd");
    name.textContent = label;
    for (const text of lines) {
      const line = document.createElement("p");
      line.textContent = text;
      value.appendChild(line);
    }
    box.appendChild(name);
    box.appendChild(value);
    list.appendChild(box);
  }

  /* The day on this telephone: certificates end while a page lies open. */
  function today() {
    const now = new Date();
    const two = (number) => String(number).padStart(2, "0");
    return now.getFullYear() + "-" + two(now.getMonth() + 1) + "-" + two(now.getDate());
  }

  function person(one) {
    if (!one.entry) return one.id + "（不在现在的名录里，请核对执法证）";
    const [name, unit, certificate, until] = one.entry;
    return name + "，" + unit + "，执法证号 " + certificate + "，有效期至 " + until + (until < today() ? "（已过期）" : "");
  }

  function show(told) {
    const list = document.createElement("dl");
    list.className = "facts";
    row(list, "对象", [(told.known ? told.known[0] : told.body) + (told.known ? "（" + told.body + "）" : "")]);
    row(list, "为什么来", [told.why + "。"]);
    row(list, "来的人", told.team.map(person));
    row(list, "查什么", told.items.map((one) => (one.entry ? one.entry[0] + "。依据：" + one.entry[1] + "。责任科室：" + one.entry[2] : one.id)));
    if (told.known) row(list, "今年来过几次", [data.year + " 年已记录 " + told.known[1] + " 次（截至 " + data.today + "，各种检查都算）。"]);
    status.appendChild(list);
  }

  function check() {
    status.textContent = "";
    try {
      ssj.able(false);
      const told = ssj.call.check(field.value.trim(), data);
      if (told.proven) say("✓ 核对成立：这次检查确实经过抽取或审批，人员和事项相符。", "ok");
      else say("！检查人员和事项属实，但这次检查没有可以事先核对的抽取或审批。", "warn");
      show(told);
      say("请与来人的执法证逐一核对。没有出示执法证的，你单位有权拒绝接受检查；认为检查人员与你单位有利害关系的，可以当场要求回避。", "");
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
