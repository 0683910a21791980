package io.selvage.gateway.expression.text;

import java.math.BigDecimal;
import java.util.List;

import io.selvage.gateway.expression.golden.GoldenTable;
import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.types.UInt32;
import io.selvage.gateway.expression.types.Unlimited;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class NumberFormatTests {

	private final GoldenTable table = GoldenTable.read("numbers.tsv");

	@Test
	void integersAreWrittenAsDotNetWritesThem() {
		assertThat(
				this.table.differences(List.of("int"), (line) -> NetFormat.toString(Integer.valueOf(line[1]), line[2])))
			.isEmpty();
		assertThat(
				this.table.differences(List.of("long"), (line) -> NetFormat.toString(Long.valueOf(line[1]), line[2])))
			.isEmpty();
	}

	@Test
	void doublesAreWrittenAsDotNetWritesThem() {
		assertThat(this.table.differences(List.of("double"),
				(line) -> NetFormat.toString(Double.valueOf(line[1]), line[2])))
			.isEmpty();
	}

	@Test
	void decimalsAreWrittenAsDotNetWritesThem() {
		assertThat(this.table.differences(List.of("decimal"),
				(line) -> NetFormat.toString(new BigDecimal(line[1]), line[2])))
			.isEmpty();
	}

	@Test
	void unsignedAndSmallIntegersShowTheirOwnWidthInHexadecimal() {
		assertThat(NetFormat.toString(new UInt32(-1), null)).isEqualTo("4294967295");
		assertThat(NetFormat.toString((byte) 0xff, "X2")).isEqualTo("FF");
		assertThat(NetFormat.toString((short) -1, "x")).isEqualTo("ffff");
	}

	@Test
	void compositeFormatsFillAndAlignTheirItems() {
		assertThat(format("{0}-{1,5}|{1,-5}|{2:D3}{{}}", "a", "b", 7)).isEqualTo("a-    b|b    |007{}");
		assertThat(format("{0} {0}", (Object) null)).isEqualTo(" ");
		assertThat(format("{0:0.0;(0.0)}", -1.25)).isEqualTo("(1.3)");
	}

	@Test
	void malformedCompositeFormatsAreRefused() {
		for (String malformed : List.of("{", "}", "{0", "{a}", "{1}", "{0,}", "{0,99999999}", "{0:{x}}")) {
			assertThatExceptionOfType(ClrException.class).as(malformed)
				.isThrownBy(() -> format(malformed, "x"))
				.satisfies((ex) -> assertThat(ex.type()).isEqualTo("System.FormatException"));
		}
	}

	private static String format(String format, @Nullable Object... arguments) {
		return NetFormat.format(format, arguments, new Unlimited());
	}

}
