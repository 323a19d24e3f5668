/* What guests give to a draw: three lines of text that anybody can hash. */
(function (root) {
  "use strict";
  const ssj = (root.ssj = root.ssj || {});
  const { must } = ssj;
  const LEAD = 600; // seconds, for the guests and again for the witnesses

  const promised = (words) => "ssj/guest/v1:" + words;
  const opened = (words) => "ssj/guest-opened/v1:" + words;
  const absent = (commitment) => "ssj/guest-absent/v1:" + commitment;

  /* guest's id → reveal; the guests are those that the commitment lists, each heard once at most. */
  function heard(commit, guests, reveals) {
    const said = new Map(reveals.map((one) => [one.guest, one]));
    const listed = ssj.encoding.same(commit.guests, guests.map((one) => one.id)) && guests.length > 0 === Boolean(commit.guests_by);
    const known = reveals.every((one) => commit.guests.includes(one.guest));
    must(listed && known && guests.length <= 20 && said.size === reveals.length, "来宾不是承诺所列的那几位");
    return said;
  }

  ssj.guests = { LEAD, promised, opened, absent, heard };
})(this);
