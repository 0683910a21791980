package io.selvage.gateway.expression.text;

import java.util.List;
import java.util.stream.Collectors;

import io.selvage.gateway.expression.golden.GoldenTable;
import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.types.Evaluation;
import io.selvage.gateway.expression.types.LimitExceededException;
import io.selvage.gateway.expression.types.Unlimited;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class NetRegexTests {

	private final GoldenTable table = GoldenTable.read("patterns.tsv");

	@Test
	void matchesAndGroupsAreThoseOfDotNet() {
		assertThat(this.table.differences(List.of("m"),
				(line) -> regex(line).matches(input(line), 0, null)
					.stream()
					.map((match) -> match.index() + ":"
							+ match.groups()
								.stream()
								.map((group) -> group.success() ? group.value() : "-")
								.collect(Collectors.joining(",")))
					.collect(Collectors.joining(";"))))
			.isEmpty();
	}

	@Test
	void groupsAreNamedAndNumberedAsInDotNet() {
		assertThat(this.table.differences(List.of("n"), (line) -> String.join(",", regex(line).groupNames())))
			.isEmpty();
	}

	@Test
	void replacementsAndSplitsAreThoseOfDotNet() {
		assertThat(this.table.differences(List.of("r"),
				(line) -> regex(line).replace(input(line), "<$1|$&|${n}|$$|$9>", -1, 0, null)))
			.isEmpty();
		assertThat(this.table.differences(List.of("s"),
				(line) -> String.join("|", regex(line).split(input(line), 0, 0, null))))
			.isEmpty();
	}

	@Test
	void escapesAreThoseOfDotNet() {
		assertThat(this.table.differences(List.of("e"), (line) -> NetRegex.escape(GoldenTable.unescape(line[3]))))
			.isEmpty();
		assertThat(this.table.differences(List.of("u"), (line) -> NetRegex.unescape(GoldenTable.unescape(line[3]))))
			.isEmpty();
	}

	private static NetRegex regex(String[] line) {
		return NetRegex.compile(line[1], Integer.parseInt(line[2]));
	}

	private static String input(String[] line) {
		return GoldenTable.unescape(line[3]);
	}

	@Test
	void ordinaryPatternsRunInLinearTime() {
		assertThat(NetRegex.compile("^(a+)+$", 0).isLinear()).isTrue();
		assertThat(NetRegex.compile("max-age=(?<maxAge>\\d+)", 0).isLinear()).isTrue();
		assertThat(NetRegex.compile("(?<=x)y", 0).isLinear()).isFalse();
		assertThat(NetRegex.compile("(.)\\1", 0).isLinear()).isFalse();
	}

	@Test
	void constructsOfDotNetAloneAreRefusedByName() {
		for (String pattern : List.of("(?<a-b>x)", "(?(a)b|c)", "(?<1>a)")) {
			assertThatExceptionOfType(ClrException.class).as(pattern)
				.isThrownBy(() -> NetRegex.compile(pattern, 0))
				.withMessageContaining("not supported")
				.satisfies((ex) -> assertThat(ex.type()).isEqualTo("System.ArgumentException"));
		}
		assertThatExceptionOfType(ClrException.class).isThrownBy(() -> NetRegex.compile("a", NetRegex.RIGHT_TO_LEFT));
	}

	@Test
	void backtrackingWithoutEndIsStoppedAtTheDeadline() {
		NetRegex regex = NetRegex.compile("^(a|aa)+\\1b", 0);
		Evaluation past = new Unlimited() {
			@Override
			public void checkTime() {
				throw new LimitExceededException("late");
			}
		};
		assertThatExceptionOfType(LimitExceededException.class)
			.isThrownBy(() -> regex.match("a".repeat(60) + "!", 0, past))
			.withMessage("late");
	}

}
