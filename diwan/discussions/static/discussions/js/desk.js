// The keys of the desk. Everything works without this file.
(() => {
  "use strict";
})();
