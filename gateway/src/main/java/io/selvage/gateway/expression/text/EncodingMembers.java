package io.selvage.gateway.expression.text;

import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.types.Invocation;
import io.selvage.gateway.expression.types.TypeRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Declares the members of System.Text.Encoding.
 */
final class EncodingMembers {

	private EncodingMembers() {
	}

	static void register(TypeRegistry types) {
		types.define("System.Text.Encoding", NetEncoding.class)
			.property("static Encoding UTF8", () -> NetEncoding.UTF8)
			.property("static Encoding ASCII", () -> NetEncoding.ASCII)
			.property("static Encoding Unicode", () -> NetEncoding.UNICODE)
			.property("static Encoding BigEndianUnicode", () -> NetEncoding.BIG_ENDIAN_UNICODE)
			.property("static Encoding UTF32", () -> NetEncoding.UTF32)
			.property("static Encoding Latin1", () -> NetEncoding.LATIN1)
			.property("static Encoding Default", () -> NetEncoding.UTF8)
			.method("static Encoding GetEncoding(string name)", (@Nullable String name) -> NetEncoding.named(name))
			.method("static Encoding GetEncoding(int codepage)",
					(Integer codePage) -> NetEncoding.codePage(codePage.intValue()))
			.call("static byte[] Convert(Encoding srcEncoding, Encoding dstEncoding, byte[] bytes)", (in) -> {
				byte[] bytes = in.argument(2);
				in.evaluation().produce(2L * bytes.length);
				return in.<NetEncoding>argument(1).bytes(in.<NetEncoding>argument(0).text(bytes));
			})
			.call("byte[] GetBytes(string s)", (in) -> {
				String text = in.argument(1);
				in.evaluation().produce((text != null) ? text.length() : 0);
				return in.<NetEncoding>argument(0).bytes(text);
			})
			.call("byte[] GetBytes(char[] chars)", (in) -> {
				char[] chars = in.argument(1);
				in.evaluation().produce(chars.length);
				return in.<NetEncoding>argument(0).bytes(new String(chars));
			})
			.method("string GetString(byte[] bytes)",
					(NetEncoding encoding, byte @Nullable [] bytes) -> encoding.text(bytes))
			.method("string GetString(byte[] bytes, int index, int count)",
					(NetEncoding encoding, byte[] bytes, Integer index, Integer count) -> encoding.text(bytes, index,
							count))
			.method("char[] GetChars(byte[] bytes)",
					(NetEncoding encoding, byte @Nullable [] bytes) -> encoding.text(bytes).toCharArray())
			.method("int GetByteCount(string s)",
					(NetEncoding encoding, @Nullable String text) -> encoding.bytes(text).length)
			.method("int GetCharCount(byte[] bytes)",
					(NetEncoding encoding, byte @Nullable [] bytes) -> encoding.text(bytes).length())
			.method("int GetByteCount(char[] chars)",
					(NetEncoding encoding, char[] chars) -> encoding.bytes(new String(chars)).length)
			.call("int GetByteCount(string s, int index, int count)", (in) -> bytesOfPart(in).length)
			.call("int GetByteCount(char[] chars, int index, int count)", (in) -> bytesOfPart(in).length)
			.call("byte[] GetBytes(string s, int index, int count)", (in) -> bytesOfPart(in))
			.call("byte[] GetBytes(char[] chars, int index, int count)", (in) -> bytesOfPart(in))
			.method("int GetCharCount(byte[] bytes, int index, int count)",
					(NetEncoding encoding, byte[] bytes, Integer index,
							Integer count) -> encoding.text(bytes, index, count).length())
			.method("char[] GetChars(byte[] bytes, int index, int count)",
					(NetEncoding encoding, byte[] bytes, Integer index,
							Integer count) -> encoding.text(bytes, index, count).toCharArray())
			.method("byte[] GetPreamble()", (NetEncoding encoding) -> encoding.preamble())
			.property("string WebName", (NetEncoding encoding) -> encoding.webName())
			.property("string HeaderName", (NetEncoding encoding) -> encoding.webName())
			.property("string BodyName", (NetEncoding encoding) -> encoding.webName())
			.property("string EncodingName", (NetEncoding encoding) -> encoding.charset().displayName())
			.property("int CodePage", (NetEncoding encoding) -> encoding.codePage())
			.property("bool IsSingleByte",
					(NetEncoding encoding) -> encoding.charset().newEncoder().maxBytesPerChar() <= 1);
	}

	private static byte[] bytesOfPart(Invocation in) {
		Object value = in.argument(1);
		String text = (value instanceof char[] chars) ? new String(chars) : (String) value;
		int index = in.<Integer>argument(2);
		int count = in.<Integer>argument(3);
		if (index < 0 || count < 0 || index > text.length() - count) {
			throw ClrException.argumentOutOfRange("index", "Index and count must refer to a location within the text.");
		}
		in.evaluation().produce(count);
		return in.<NetEncoding>argument(0).bytes(text.substring(index, index + count));
	}

}
