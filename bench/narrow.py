"""What leaves a screen that is too narrow for it, asked of the page itself."""

# Wider than the screen, or cut: what hides a part of its own words without letting one scroll to them.
# Two frames later: a drawing takes its new width only when it is painted.
LOST = """() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => {
  const wide = document.documentElement.scrollWidth, lost = wide > innerWidth ? ["page " + wide] : [];
  for (const e of document.querySelectorAll('main *, header *, nav *, footer *')) {
    const s = getComputedStyle(e);
    if (s.overflowX !== 'hidden' || !e.innerText || s.textOverflow === 'ellipsis' || s.clipPath !== 'none') continue;
    if (e.scrollWidth > e.clientWidth + 1) lost.push(e.tagName + ' ' + e.innerText.slice(0, 20));
  }
  done(lost.slice(0, 5));
})))"""
LARGER = "document.documentElement.style.fontSize = '200%'"
