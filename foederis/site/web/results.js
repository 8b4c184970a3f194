// What reads the results of the engine, as a part that comes with it: a page that asks nothing does without.
import { read } from "./solutions.js";

foederisPart("read", read);
