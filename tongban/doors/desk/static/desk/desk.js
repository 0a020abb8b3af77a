// The desk works without these; they make it quick.
import "./camera.js";
import "./crop.js";
import "./follow.js";
import "./keys.js";
import "./panes.js";
import "./phrases.js";
import "./picking.js";
import "./present.js";
import "./undo.js";
import "../parts/js/palette.js";
