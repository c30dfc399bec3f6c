/** What the page itself can tell: how often what is seen really moved, and when a key press shows. */

const wait = (page, milliseconds) => page.waitForTimeout(milliseconds);

/** A place on the canvas where nothing is, also once the pointer is there and edges near it can be taken hold of. */
export async function emptyPlace(page) {
  const places = await page.evaluate(() => {
    window.isEmpty = (left, top) =>
      [-8, 0, 8].every((aside) => {
        const there = document.elementFromPoint(left + aside, top);
        return there?.closest('.react-flow__pane') && there.closest('.react-flow__node, [data-edge]') === null;
      });
    const { x, y, width, height } = document.querySelector('[data-canvas]').getBoundingClientRect();
    const found = [];
    for (let down = 12; down < height - 12; down += 6) {
      for (let right = 40; right < width - 40; right += 8) if (window.isEmpty(x + right, y + down)) found.push([x + right, y + down]);
    }
    return found;
  });
  for (const place of places) {
    await page.mouse.move(...place);
    await wait(page, 60);
    if (await page.evaluate(([left, top]) => window.isEmpty(left, top), place)) return place;
  }
  throw new Error('All of the canvas is covered.');
}

/** The card nearest to the middle of the canvas, and where to take hold of it. */
export const middleCard = (page) =>
  page.evaluate(() => {
    const box = document.querySelector('[data-canvas]').getBoundingClientRect();
    const away = (element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      return Math.hypot(x + width / 2 - box.x - box.width / 2, y + height / 2 - box.y - box.height / 2);
    };
    const [nearest] = [...document.querySelectorAll('.react-flow__node')].toSorted((one, other) => away(one) - away(other));
    const { x, y, width, height } = nearest.getBoundingClientRect();
    return { id: nearest.dataset.id, place: [x + width * 0.4, y + height * 0.3] };
  });

/** Moves the pointer to and fro with the button down, and counts the frames in which the watched element stood elsewhere. */
export async function updatesWhile(page, watched, [x, y], seconds = 2.5) {
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 6, y + 6);
  await page.evaluate((selector) => {
    const element = document.querySelector(selector);
    const state = { count: 0, on: true, start: performance.now() };
    window.bench = state;
    let before = '';
    const look = () => {
      if (!state.on) return;
      // What the styles say: to ask for boxes would cost a layout of its own.
      const { transform, left, top } = element.style;
      const now = `${transform} ${left} ${top}`;
      if (now !== before) state.count += 1;
      before = now;
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }, watched);
  const end = Date.now() + seconds * 1000;
  for (let step = 0; Date.now() < end; step += 1) {
    const turn = step * 0.12;
    await page.mouse.move(x + 90 * Math.sin(turn), y + 60 * Math.sin(turn * 0.7));
  }
  const rate = await page.evaluate(() => {
    window.bench.on = false;
    return (window.bench.count * 1000) / (performance.now() - window.bench.start);
  });
  await page.mouse.up();
  if (rate < leastRate) throw new Error(`${watched} stood still, or nearly: ${rate.toFixed(1)} times a second it was elsewhere.`);
  return rate;
}

/** What moves less often was not taken hold of: a share of it would say anything. */
const leastRate = 3;

/** From each key press to the next frame after it, in milliseconds: the 95th percentile. */
export async function typing(page, field, keys = 60) {
  await field.click();
  await page.evaluate(() => {
    window.answers = [];
    addEventListener('keydown', ({ timeStamp }) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => window.answers.push(performance.now() - timeStamp);
        port2.postMessage(0);
      });
    }, true);
  });
  for (let key = 0; key < keys; key += 1) {
    await page.keyboard.press('abcdefgh'[key % 8]);
    await wait(page, 40);
  }
  await wait(page, 200);
  return page.evaluate(() => window.answers.toSorted((one, other) => one - other)[Math.floor(window.answers.length * 0.95)]);
}

/** From the beginning of a reload until cards are painted, in milliseconds: the middle of three. */
export async function opening(page) {
  await page.bringToFront();
  const times = [];
  for (let turn = 0; turn < 3; turn += 1) {
    await page.reload({ waitUntil: 'commit' });
    await page.waitForSelector('.react-flow__node');
    times.push(await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now()))))));
  }
  return times.toSorted((one, other) => one - other)[1];
}
