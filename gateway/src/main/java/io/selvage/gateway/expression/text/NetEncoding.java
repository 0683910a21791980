package io.selvage.gateway.expression.text;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Map;

import io.selvage.gateway.expression.types.ClrException;
import org.jspecify.annotations.Nullable;

/**
 * A character encoding (System.Text.Encoding).
 *
 * @param charset the encoding
 */
public record NetEncoding(Charset charset) {

	public static final NetEncoding UTF8 = new NetEncoding(StandardCharsets.UTF_8);

	public static final NetEncoding ASCII = new NetEncoding(StandardCharsets.US_ASCII);

	public static final NetEncoding LATIN1 = new NetEncoding(StandardCharsets.ISO_8859_1);

	public static final NetEncoding UNICODE = new NetEncoding(StandardCharsets.UTF_16LE);

	public static final NetEncoding BIG_ENDIAN_UNICODE = new NetEncoding(StandardCharsets.UTF_16BE);

	public static final NetEncoding UTF32 = new NetEncoding(Charset.forName("UTF-32LE"));

	private static final Map<Integer, String> CODE_PAGES = Map.of(65001, "UTF-8", 20127, "US-ASCII", 28591,
			"ISO-8859-1", 1200, "UTF-16LE", 1201, "UTF-16BE", 12000, "UTF-32LE", 12001, "UTF-32BE");

	/**
	 * Finds an encoding.
	 * @param name its IANA name
	 * @return the encoding
	 */
	public static NetEncoding named(@Nullable String name) {
		if (name == null) {
			throw ClrException.argumentNull("name");
		}
		try {
			String plain = name.toLowerCase(Locale.ROOT);
			return switch (plain) {
				case "utf-16", "unicode" -> UNICODE;
				case "utf-32" -> UTF32;
				case "ascii" -> ASCII;
				default -> new NetEncoding(Charset.forName(name));
			};
		}
		catch (IllegalCharsetNameException | UnsupportedCharsetException ex) {
			throw ClrException.argument("'" + name + "' is not a supported encoding name.");
		}
	}

	/**
	 * Finds an encoding.
	 * @param codePage its Windows code page
	 * @return the encoding
	 */
	public static NetEncoding codePage(int codePage) {
		if (codePage == 0) {
			return UTF8;
		}
		String name = CODE_PAGES.get(codePage);
		if (name == null) {
			name = (codePage >= 28592 && codePage <= 28605) ? "ISO-8859-" + (codePage - 28590) : "windows-" + codePage;
		}
		if (!Charset.isSupported(name)) {
			throw ClrException.notSupported("No data is available for encoding " + codePage + ".");
		}
		return named(name);
	}

	public byte[] bytes(@Nullable String text) {
		if (text == null) {
			throw ClrException.argumentNull("s");
		}
		return text.getBytes(this.charset);
	}

	public String text(byte @Nullable [] bytes) {
		if (bytes == null) {
			throw ClrException.argumentNull("bytes");
		}
		return text(bytes, 0, bytes.length);
	}

	public String text(byte[] bytes, int index, int count) {
		if (index < 0 || count < 0 || count > bytes.length - index) {
			throw ClrException.argumentOutOfRange("bytes",
					"Index and count must refer to a location within the buffer.");
		}
		String text = new String(bytes, index, count, this.charset);
		return this.charset.equals(StandardCharsets.US_ASCII) ? text.replace('\uFFFD', '?') : text;
	}

	public byte[] preamble() {
		return switch (this.charset.name()) {
			case "UTF-8" -> new byte[] { (byte) 0xef, (byte) 0xbb, (byte) 0xbf };
			case "UTF-16LE" -> new byte[] { (byte) 0xff, (byte) 0xfe };
			case "UTF-16BE" -> new byte[] { (byte) 0xfe, (byte) 0xff };
			case "UTF-32LE" -> new byte[] { (byte) 0xff, (byte) 0xfe, 0, 0 };
			default -> new byte[0];
		};
	}

	public String webName() {
		return switch (this.charset.name()) {
			case "UTF-16LE" -> "utf-16";
			case "UTF-32LE" -> "utf-32";
			default -> this.charset.name().toLowerCase(Locale.ROOT);
		};
	}

	public int codePage() {
		for (Map.Entry<Integer, String> entry : CODE_PAGES.entrySet()) {
			if (entry.getValue().equals(this.charset.name())) {
				return entry.getKey();
			}
		}
		String digits = this.charset.name().replaceAll("^(ISO-8859-|windows-|Cp|IBM)", "");
		int number = digits.matches("\\d{1,5}") ? Integer.parseInt(digits) : 0;
		return this.charset.name().startsWith("ISO-8859-") ? 28590 + number : number;
	}

	@Override
	public String toString() {
		return "System.Text.Encoding";
	}

}
