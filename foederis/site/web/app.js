// What every page of the explorer may do with a script: here the engine (`foederis.open()`).
import { open } from "./engine.js";

window.foederis = { open };
