export const FAMILY = '"Be Vietnam Pro", system-ui, sans-serif';
