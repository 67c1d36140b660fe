/** The part of upng-js that the pictures need; the package carries no types. */
declare module 'upng-js' {
	interface Image {
		width: number;
		height: number;
	}
	const UPNG: {
		decode(file: ArrayBuffer): Image;
		toRGBA8(image: Image): ArrayBuffer[];
		encode(pixels: ArrayBuffer[], width: number, height: number, colors: number): ArrayBuffer;
	};
	export default UPNG;
}
