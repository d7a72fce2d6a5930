/** Tables of who may do what where. */

// biome-ignore lint/suspicious/noEmptyInterface: tables follow
export interface AccessSchema {}
