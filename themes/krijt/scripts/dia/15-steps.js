// Steps: what waits keeps its place on the slide, so that nothing jumps
const stepsOf = [];

function steps(at) {
  return stepsOf[at] ||= $$('.pauze, .stap > li, .blok-stap > .blok-inhoud > :is(ul, ol) > li, .blok-stap > .blok-inhoud > :not(ul, ol, .blok-stap, .pauze)', bodies[at]).map(sign => {
    if (!sign.matches('.pauze')) return [sign];
    const group = [];
    for (let node = sign; node !== bodies[at]; node = node.parentElement) {
      for (let next = node; (next = next.nextElementSibling);) group.push(next);
    }
    return group;
  }).filter(group => group.length);
}

function drawSteps(at, count) {
  steps(at).forEach((group, index) => group.forEach(element => mark(element, 'wacht', index >= count)));
}
