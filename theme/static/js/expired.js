/* Hides what may not be public any more by the reader's own clock: a page that was built, saved or cached before its last
   public day shows nothing of it afterwards. The text says the day itself: 公示至 2025-07-31. */
(function () {
  "use strict";
  var now = new Date();
  var today = now.getFullYear() + "-" + ("0" + (now.getMonth() + 1)).slice(-2) + "-" + ("0" + now.getDate()).slice(-2);
  var places = document.querySelectorAll("dd, td, .timeline p");
  for (var at = 0; at < places.length; at += 1) {
    var found = /公示至 (\d{4}-\d{2}-\d{2})/.exec(places[at].textContent);
    if (found && found[1] < today) places[at].textContent = "公示期已于 " + found[1] + " 届满，这里不再展示内容。";
  }
})();
