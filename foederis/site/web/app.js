// What a page of the explorer does with a script: the engine (`foederis.open()`), and a question asked anew.
import { open } from "./engine.js";
import { page, references, values } from "./question.js";

// `patience`: seconds after which a question that is asked anew is stopped.
for (const one of document.querySelectorAll(".old")) one.remove(); // what is told where this script does not run
window.foederis = { open, values, patience: 30 };
page();
references();
