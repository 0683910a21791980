package io.selvage.gateway.expression.text;

import io.selvage.gateway.expression.types.Invocation;
import io.selvage.gateway.expression.types.TypeBuilder;
import io.selvage.gateway.expression.types.TypeRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Declares the members of System.IO.StringReader and StringWriter.
 */
final class ReaderMembers {

	private ReaderMembers() {
	}

	static void register(TypeRegistry types) {
		types.define("System.IO.TextReader", TextReader.class)
			.implement("System.IDisposable")
			.method("int Peek()", (TextReader reader) -> reader.peek())
			.method("int Read()", (TextReader reader) -> reader.read())
			.method("int Read(char[] buffer, int index, int count)",
					(TextReader reader, char[] buffer, Integer index, Integer count) -> reader.readBlock(buffer, index,
							count))
			.method("string ReadLine()", (TextReader reader) -> reader.readLine())
			.method("string ReadToEnd()", (TextReader reader) -> reader.readToEnd())
			.action("void Close()", (TextReader reader) -> {
			})
			.action("void Dispose()", (TextReader reader) -> {
			});
		types.define("System.IO.StringReader", TextReader.class)
			.base("System.IO.TextReader")
			.constructor("StringReader(string s)", (@Nullable String text) -> new TextReader(text));
		TypeBuilder writer = types.define("System.IO.TextWriter", TextWriter.class).implement("System.IDisposable");
		for (String argument : new String[] { "string", "object", "bool", "char", "int", "long", "double", "decimal",
				"float" }) {
			writer.call("void Write(" + argument + " value)", (in) -> write(in, in.argument(1), ""))
				.call("void WriteLine(" + argument + " value)", (in) -> write(in, in.argument(1), "\n"));
		}
		writer.call("void WriteLine()", (in) -> write(in, null, "\n"))
			.call("void Write(string format, params object[] arg)",
					(in) -> write(in, NetFormat.format(in.argument(1), in.<Object[]>argument(2), in.evaluation()), ""))
			.call("void WriteLine(string format, params object[] arg)",
					(in) -> write(in, NetFormat.format(in.argument(1), in.<Object[]>argument(2), in.evaluation()),
							"\n"))
			.property("string NewLine", (TextWriter self) -> "\n")
			.action("void Flush()", (TextWriter self) -> {
			})
			.action("void Close()", (TextWriter self) -> {
			})
			.action("void Dispose()", (TextWriter self) -> {
			})
			.method("string ToString()", (TextWriter self) -> self.toString());
		types.define("System.IO.StringWriter", TextWriter.class)
			.base("System.IO.TextWriter")
			.constructor("StringWriter()", () -> new TextWriter(new StringBuilder()))
			.constructor("StringWriter(StringBuilder sb)", (StringBuilder text) -> new TextWriter(text))
			.method("StringBuilder GetStringBuilder()", (TextWriter self) -> self.text());
	}

	private static @Nullable Object write(Invocation in, @Nullable Object value, String end) {
		String text = NetFormat.toString(value, null) + end;
		in.evaluation().produce(text.length());
		in.<TextWriter>argument(0).text().append(text);
		return null;
	}

}
