/** The key of goods that could not be received yet: tried again at every poll, told once. */
export const RECEIVING = 'receiving';
