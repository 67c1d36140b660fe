import { readFileSync, writeFileSync } from 'node:fs';
import UPNG from 'upng-js';

/**
 * Pictures go into the package, which is to stay small: a screenshot of an editor loses nothing
 * that an eye sees when it keeps this many colors, and two thirds of its bytes.
 */
const COLORS = 32;

/** Writes a screenshot anew with few colors. */
export function shrink(file: string): void {
	const image = UPNG.decode(new Uint8Array(readFileSync(file)).buffer);
	const [pixels] = UPNG.toRGBA8(image);
	writeFileSync(file, Buffer.from(UPNG.encode([pixels!], image.width, image.height, COLORS)));
}
