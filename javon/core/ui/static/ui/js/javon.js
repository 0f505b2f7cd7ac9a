// Every small behaviour of every page. Each module leaves alone what it does not find; pages work without all of them.
import { closeMenus } from "./menus.js";
import { openDialogs } from "./dialogs.js";
import { watchKeys } from "./keys.js";
import { fadeMessages } from "./messages.js";
import { suggestEverywhere } from "./suggest.js";
import { sendFacets } from "./facets.js";
import { shareLinks } from "./share.js";
import { lockWhenIdle } from "./idle_lock.js";

closeMenus();
openDialogs();
watchKeys();
fadeMessages();
suggestEverywhere();
sendFacets();
shareLinks();
lockWhenIdle();

// The browser leaves autofocus alone where the address has a "#place".
if (location.hash && document.activeElement === document.body) document.querySelector("main [autofocus]")?.focus();
