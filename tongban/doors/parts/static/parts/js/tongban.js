// Every page works without these; each makes one thing quicker or kinder.
import "./focus.js";
import "./autosave.js";
import "./upload.js";
import "./live.js";
import "./reading.js";
import "./suggest.js";
import "./address.js";
import "./offline.js";
import "./aloud.js";
import "./passkey.js";
import "./sign.js";
import "./sitting.js";
