// What is read of a language model's server at most: it may be hostile, or broken.

/** Characters of an answer: a long letter has five thousand. What follows is not read. */
export const MAX_ANSWER = 60_000;
/** Octets of a stream: each word of an answer comes in a wrapping of 300 or so. */
export const MAX_STREAM_BYTES = 16_000_000;
/** Octets of an answer in one piece, a list of models, or an error. */
export const MAX_BODY_BYTES = 2_000_000;
/** Models of a list; routers have some hundreds. */
export const MAX_MODELS = 2_000;
/** Characters of a model's id. */
export const MAX_MODEL_ID = 200;
/** Of what a server says about an error. */
export const MAX_SAID = 300;

/** Until the first word: a model of this machine may have to be loaded first. */
export const FIRST_MS = 120_000;
/** Between two pieces of an answer. */
export const SILENCE_MS = 60_000;
/** A whole answer. */
export const WHOLE_MS = 600_000;
