// The presenter's window, in the team edition only: beside the slides' own script, whose parts it uses.
const deck = window.krijtDia;
const {
  $, $$, put, mark, clamp, two, word, minutesOf, say, setting, titleOf, near, go, setMode, setDark, fitAgain, settle, settleSoon, tick, isStage, isState,
  addBlock, turns, blocks, skipped, last, soundBox, saved, after, DOING,
} = deck;
