/** At most `length` characters; ends at the last blank in the second half, where there is one. */
export function cutAtWord(text: string, length: number): string {
	const cut = text.slice(0, length);
	const blank = /\s/.test(text.charAt(length)) ? length : cut.search(/\s\S*$/);
	const words = blank > length / 2 ? cut.slice(0, blank) : cut;
	// A cut must not leave half of a surrogate pair: Autotask would store a broken character.
	return words.replace(/[\uD800-\uDBFF]$/, '').trimEnd();
}
