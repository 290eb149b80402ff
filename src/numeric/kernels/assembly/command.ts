// Access to the words of a command.

@inline
export function argument(command: usize, which: i32): usize {
  return load<u32>(command + ((<usize>which) << 2));
}

@inline
export function floatArgument(command: usize, which: i32): f32 {
  return load<f32>(command + ((<usize>which) << 2));
}
