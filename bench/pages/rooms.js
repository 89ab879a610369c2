// A week of 200 rooms as somebody would write it by hand, for that one picture: `#all` has every row from the beginning, otherwise a row
// is made as it comes into sight. What it draws is what the app draws, and it is scrolled in the same way.
const [ROOMS, ROW, DAYS, A_DAY, MARGIN] = [200, 76, 7, 20, 4];
const WORDS = ['Amber', 'Birch', 'Cedar', 'Dune', 'Elder', 'Fjord', 'Grove', 'Heath'];
const scroller = document.querySelector('.scroll');
const all = document.querySelector('.all');

function row(n) {
  const element = document.createElement('div');
  element.className = 'row';
  element.style.insetBlockStart = `${n * ROW}px`;
  const name = `<div class="name"><div class="title"><b>${WORDS[n % WORDS.length]} ${n + 1}</b> · ${4 + (n % 20)} people</div>Floor ${n % 6}</div>`;
  let marks = '';
  for (let at = 0; at < DAYS * A_DAY; at += 1) {
    const day = Math.floor(at / A_DAY);
    const start = ((day + (at % A_DAY) / 22) * 100) / DAYS;
    marks += `<button class="booking" tabindex="-1" aria-label="Meeting ${at}, Person ${at % 50}" style="inset-inline-start:${start}%;inline-size:calc(${100 / DAYS / 22}% - 3px)"></button>`;
  }
  element.innerHTML = `${name}<div class="strip">${marks}</div>`;
  return element;
}

const rows = new Map();

function draw() {
  const first = Math.floor(scroller.scrollTop / ROW);
  const [from, to] = [first - MARGIN, first + Math.ceil(scroller.clientHeight / ROW) + 1 + MARGIN];
  for (const [n, element] of rows) {
    if (n >= from && n < to) continue;
    element.remove();
    rows.delete(n);
  }
  for (let n = Math.max(0, from); n < Math.min(ROOMS, to); n += 1) {
    if (rows.has(n)) continue;
    rows.set(n, row(n));
    all.append(rows.get(n));
  }
}

if (location.hash === '#all') for (let n = 0; n < ROOMS; n += 1) all.append(row(n));
else {
  scroller.addEventListener('scroll', draw, { passive: true });
  draw();
}
