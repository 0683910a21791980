package io.selvage.gateway.expression.golden;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

import io.selvage.gateway.expression.types.ClrException;
import org.jspecify.annotations.Nullable;

/**
 * A table of facts: the last column of each line is the result of the others.
 */
public final class GoldenTable {

	private final List<String> lines;

	private GoldenTable(List<String> lines) {
		this.lines = lines;
	}

	public static GoldenTable read(String name) {
		return new GoldenTable(text(name).lines().toList());
	}

	public static String text(String name) {
		try (InputStream stream = GoldenTable.class.getResourceAsStream(name)) {
			return new String(Objects.requireNonNull(stream, name).readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Computes every line of some kinds and returns those that come out differently.
	 * @param kinds the first columns to take; none for all
	 * @param compute makes the result of the columns before the last; null is written
	 * {@code <null>}
	 * @return the differing lines with what was computed
	 */
	public List<String> differences(List<String> kinds, Function<String[], @Nullable String> compute) {
		List<String> differences = new ArrayList<>();
		int count = 0;
		for (String line : this.lines) {
			String[] columns = line.split("\t", -1);
			if (!kinds.isEmpty() && !kinds.contains(columns[0])) {
				continue;
			}
			count++;
			String actual = result(compute, columns);
			if (!actual.equals(columns[columns.length - 1])) {
				differences.add(line + " but was " + actual);
			}
		}
		if (count == 0) {
			throw new IllegalStateException("no line of " + kinds);
		}
		return differences;
	}

	private static String result(Function<String[], @Nullable String> compute, String[] columns) {
		try {
			String result = compute.apply(columns);
			return (result != null) ? escape(result) : "<null>";
		}
		catch (ClrException ex) {
			return "!" + ex.type();
		}
	}

	private static String escape(String text) {
		return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r");
	}

	public static String unescape(String text) {
		StringBuilder plain = new StringBuilder();
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c == '\\') {
				c = switch (text.charAt(++i)) {
					case 't' -> '\t';
					case 'n' -> '\n';
					case 'r' -> '\r';
					default -> '\\';
				};
			}
			plain.append(c);
		}
		return plain.toString();
	}

}
