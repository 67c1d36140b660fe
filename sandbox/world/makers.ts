/**
 * Makers with a vendor code, TD SYNNEX's part-number prefix and the way they number parts.
 * In a pattern `#` is a digit, `@` a letter and `*` either. Names are real, everything said about their products is invented.
 */
export interface Maker {
	/** Numeric vendor code, as in `vend_code_list.txt`. */
	code: string;
	name: string;
	/** Put before the part number to make TD SYNNEX's own part number. */
	prefix: string;
	mpn: string;
}

const maker = (code: number, name: string, prefix: string, mpn: string): Maker => ({
	code: String(70000 + code),
	name,
	prefix,
	mpn,
});

export const MAKERS: readonly Maker[] = [
	maker(1, 'CISCO SYSTEMS', 'CSC', 'C#*##-##@-#@'),
	maker(2, 'HP INC.', 'HEW', '#*#*#@@#UT'),
	maker(3, 'HEWLETT PACKARD ENTERPRISE', 'HPE', '@#*##@-B#*'),
	maker(4, 'DELL', 'DEL', '###-@@**'),
	maker(5, 'LENOVO', 'LEN', '#*@#***#US'),
	maker(6, 'MICROSOFT', 'MSF', '@@*-#####'),
	maker(7, 'APC BY SCHNEIDER ELECTRIC', 'APC', 'S@@##**@I'),
	maker(8, 'EATON', 'ETN', '#@####@@@'),
	maker(9, 'LOGITECH', 'LOG', '9##-0####*'),
	maker(10, 'FORTINET', 'FTN', 'FG-##*@-BDL-###-#*'),
	maker(11, 'SONICWALL', 'SWL', '0#-SSC-####*'),
	maker(12, 'UBIQUITI', 'UBI', 'U@@-##*-@@*#'),
	maker(13, 'ARUBA', 'ARB', '@#*##A#*'),
	maker(14, 'SAMSUNG', 'SAM', 'LS##@###@@NXGO'),
	maker(15, 'LG ELECTRONICS', 'LGE', '##@@###*-@'),
	maker(16, 'VIEWSONIC', 'VSC', 'V@####-##*@'),
	maker(17, 'ACER', 'ACR', 'UM.@@#AA.@#*'),
	maker(18, 'ASUS', 'ASU', '90@@####-M###*'),
	maker(19, 'INTEL', 'ITL', 'BX########@'),
	maker(20, 'KINGSTON', 'KNG', 'K@@###S#/##*'),
	maker(21, 'CRUCIAL', 'CRU', 'CT###*#@##'),
	maker(22, 'SEAGATE', 'SGT', 'ST####NM###@'),
	maker(23, 'WESTERN DIGITAL', 'WDC', 'WD###@@@*-##'),
	maker(24, 'BROTHER', 'BRT', '@@C-L####@@#'),
	maker(25, 'CANON', 'CAN', '####C0##*A@'),
	maker(26, 'EPSON', 'EPS', 'C11C@#####'),
	maker(27, 'LEXMARK', 'LEX', '##@####*'),
	maker(28, 'ZEBRA', 'ZEB', 'ZD####-#*##-@#'),
	maker(29, 'HONEYWELL', 'HNW', '1###G2D-#@#-*'),
	maker(30, 'POLY', 'PLY', '##*##AA#ABA-@'),
	maker(31, 'JABRA', 'JAB', '####-###-###@'),
	maker(32, 'YEALINK', 'YEA', 'SIP-T##@##*'),
	maker(33, 'STARTECH.COM', 'STC', '@@#*#C#*##'),
	maker(34, 'TRIPP LITE', 'TRP', 'N###-###-@@*'),
	maker(35, 'C2G', 'C2G', '##*###'),
	maker(36, 'BELKIN', 'BLK', 'B#@###BT@*'),
	maker(37, 'TARGUS', 'TRG', 'T@B####@*'),
	maker(38, 'KENSINGTON', 'KEN', 'K#####WW@'),
	maker(39, 'NETGEAR', 'NTG', 'GS###@@-###NAS'),
	maker(40, 'TP-LINK', 'TPL', 'EAP###@-V#*#'),
	maker(41, 'ADTRAN', 'ADT', '1#####F#@#'),
	maker(42, 'JUNIPER NETWORKS', 'JUN', 'EX####-##@*'),
	maker(43, 'SYNOLOGY', 'SNY', 'DS###@+#*#'),
	maker(44, 'QNAP', 'QNP', 'TS-###@-##G-US*'),
	maker(45, 'VEEAM', 'VEE', 'V-@@@VUL-0I-SU#@P-##*'),
	maker(46, 'BITDEFENDER', 'BIT', '####ZZ@SN###@LZZ'),
	maker(47, 'ADOBE', 'ADB', '6######*BC##A12'),
	maker(48, 'AUTODESK', 'ATD', '###@#-WW####-L###'),
	maker(49, 'VMWARE', 'VMW', 'VCF-@@##-####-C'),
	maker(50, 'CHIEF', 'CHF', '@@M#*#@#'),
	maker(51, 'PEERLESS-AV', 'PRL', 'S@###@-##*'),
	maker(52, 'EVOLIS', 'EVO', 'EP#H####@@#'),
	maker(53, 'AXIS COMMUNICATIONS', 'AXI', '0####-###-@'),
	maker(54, 'VERKADA', 'VRK', 'CD##-###@-HW'),
	maker(55, 'OPTOMA', 'OPT', 'ZK###@@##'),
	maker(56, 'NVIDIA', 'NVD', '900-5####-####-0*#'),
	maker(57, 'PNY', 'PNY', 'VC@@@####-PB*'),
	maker(58, 'BLACK BOX', 'BBX', '@@##*-####'),
	maker(59, 'MÖBIUS & SØN', 'MOB', 'MB-##*#@'),
	maker(60, 'STATE OF THE ART "PRO"', 'STA', 'SP##*#-@'),
];
