/**
 * The words of a command, read by the threads (AssemblyScript) and written by the host (TypeScript): this file is
 * compiled by both compilers. A command is COMMAND_WORDS 32-bit words: what to do, in how many independent tasks,
 * a counter from which threads draw task numbers, whether a barrier follows, then the arguments.
 *
 * A command list says everything about a computation in advance, so threads need no word from the host between
 * its phases. Every task writes its own part of memory in its own fixed order; which thread runs it cannot matter.
 */
export const COMMAND_WORDS = 32;

export const OPCODE = 0;
export const TASKS = 1;
export const COUNTER = 2;
export const BARRIER = 3;

/** Opcodes. */
export const STOP = 0;
export const PLAN_ROWS = 1;
export const PLAN_COLUMNS = 2;
export const LAYER = 3;
export const AVERAGES = 4;
export const ASCEND = 5;
export const ASCEND_VISIBLE = 6;
export const SUM_ROWS = 7;
export const WALK = 8;

/** A plan: which table lines each output row adds; one task a chunk of 128 contracted units. */
export const PLAN_OUT = 4;
export const PLAN_STRIDE = 5;
export const PLAN_BITS = 6;
export const PLAN_BITS_STRIDE = 7;
/** Numbers of the rows taken, or 0 for all in order. */
export const PLAN_INDEX = 8;
export const PLAN_COUNT = 9;
/** PLAN_COLUMNS: number of bit columns, which of the two always-on rows to fill, and where counts go. */
export const PLAN_UNITS = 10;
export const PLAN_ONES = 11;
export const PLAN_COUNTS = 12;

/** A layer given the other: inputs by lookup tables, then means, states or both; one task a block of 16 units. */
export const LAYER_PLAN = 4;
export const LAYER_PLAN_STRIDE = 5;
export const LAYER_CONTRACTED = 6;
export const LAYER_ROWS = 7;
export const LAYER_WEIGHTS = 8;
/** Bytes of a weight panel. */
export const LAYER_PANEL = 9;
/** 1: visible units given hidden ones, tables from columns of W. */
export const LAYER_TRANSPOSED = 10;
export const LAYER_BIAS = 11;
export const LAYER_UNITS = 12;
/** Where means go (0: nowhere), bytes of a block of means, and the factor they carry (float32). */
export const LAYER_MEANS = 13;
export const LAYER_MEANS_STRIDE = 14;
export const LAYER_MEANS_SCALE = 15;
/** Where states go (0: nowhere) and bytes of a row of states. */
export const LAYER_STATES = 16;
export const LAYER_STATES_STRIDE = 17;
export const LAYER_KEY0 = 18;
export const LAYER_KEY1 = 19;
export const LAYER_STEP = 20;
export const LAYER_PHASE = 21;
/**
 * At another temperature (1): inputs are bias + scale · (product), so that one copy of the weights serves all.
 * LAYER_SCALE is float32.
 */
export const LAYER_TEMPERED = 22;
export const LAYER_SCALE = 23;
/** Where Σ ln(1 + eˣ) goes (0: nowhere), in parts for SUM_ROWS; and the same with another scale and bias. */
export const LAYER_SUMS = 24;
export const LAYER_OTHER_SUMS = 25;
export const LAYER_OTHER_SCALE = 26;
export const LAYER_OTHER_BIAS = 27;

/**
 * Adds up the parts of all blocks: for each row two float64, s and p, with Σ ln(1 + eˣ) = s + ln p; one task a block
 * of 16 rows.
 */
export const SUM_PARTS = 4;
export const SUM_ROWS_COUNT = 5;
export const SUM_BLOCKS = 6;
export const SUM_OUT = 7;

/**
 * Paths of Langevin dynamics, float64: how many blocks of sixteen, how many steps from which number on, and a record of
 * six numbers for each step (τ, √(2τ), four coefficients of the force), so many bytes apart; one task WALK_TASK blocks.
 */
export const WALK_POSITIONS = 4;
export const WALK_BLOCKS = 5;
export const WALK_STEPS = 6;
export const WALK_FIRST = 7;
export const WALK_RECORD = 8;
export const WALK_STRIDE = 9;
export const WALK_KEY0 = 10;
export const WALK_KEY1 = 11;
/** Where each task counts accepted proposals; 0: every step is taken. */
export const WALK_ACCEPTED = 12;
export const WALK_TASK = 32;

/** A step along the gradient: what changes from update to update; the rest stands in a record. */
export const ASCENT_RECORD = 4;
/** Numbers of rows of data and of chains, and their inverses (float32). */
export const ASCENT_DATA = 5;
export const ASCENT_CHAINS = 6;
export const ASCENT_PER_DATA = 7;
export const ASCENT_PER_CHAIN = 8;
/** float32: rate for SGD; for Adam the factors of the first and second moment. */
export const ASCENT_RATE = 9;
export const ASCENT_FIRST = 10;
export const ASCENT_SECOND = 11;

/** The record of a trained machine. */
export const RECORD_VISIBLE = 0;
export const RECORD_HIDDEN = 1;
/** Plans, means and counts of data and of chains, with the bytes of a chunk or block of each. */
export const RECORD_DATA_PLAN = 2;
export const RECORD_DATA_PLAN_STRIDE = 3;
export const RECORD_DATA_MEANS = 4;
export const RECORD_DATA_MEANS_STRIDE = 5;
export const RECORD_DATA_COUNTS = 6;
export const RECORD_CHAIN_PLAN = 7;
export const RECORD_CHAIN_PLAN_STRIDE = 8;
export const RECORD_CHAIN_MEANS = 9;
export const RECORD_CHAIN_MEANS_STRIDE = 10;
export const RECORD_CHAIN_COUNTS = 11;
/** Weights of the binary machine in panels of 16 hidden units; biases of the machine and of its binary equivalent. */
export const RECORD_WEIGHTS = 12;
export const RECORD_PANEL = 13;
export const RECORD_VISIBLE_BIAS = 14;
export const RECORD_VISIBLE_FIELD = 15;
export const RECORD_HIDDEN_BIAS = 16;
export const RECORD_HIDDEN_FIELD = 17;
/** Differences and offsets of visible averages; products ∇W·λ of each block. */
export const RECORD_DIFFERENCES = 18;
export const RECORD_OFFSETS = 19;
export const RECORD_DOTS = 20;
/** 1 for spin units, 1 for the centred gradient, 1 for Adam. */
export const RECORD_SPIN = 21;
export const RECORD_CENTRED = 22;
export const RECORD_ADAM = 23;
/** First and second moments of weights, visible and hidden biases, laid out like what they belong to. */
export const RECORD_FIRST_WEIGHTS = 24;
export const RECORD_SECOND_WEIGHTS = 25;
export const RECORD_FIRST_VISIBLE = 26;
export const RECORD_SECOND_VISIBLE = 27;
export const RECORD_FIRST_HIDDEN = 28;
export const RECORD_SECOND_HIDDEN = 29;
