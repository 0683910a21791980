package io.selvage.gateway.expression.time;

import java.util.List;

import io.selvage.gateway.expression.golden.GoldenTable;
import io.selvage.gateway.expression.types.ClrException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DateGoldenTests {

	private final GoldenTable table = GoldenTable.read("dates.tsv");

	@Test
	void datesAreWrittenAsDotNetWritesThem() {
		assertThat(this.table.differences(List.of("dt"), (line) -> {
			String[] value = line[1].split(",");
			return new DateTime(Long.parseLong(value[0]), DateTimeKind.values()[Integer.parseInt(value[1])])
				.format(line[2]);
		})).isEmpty();
	}

	@Test
	void datesWithOffsetAreWrittenAsDotNetWritesThem() {
		assertThat(this.table.differences(List.of("dto"), (line) -> {
			String[] value = line[1].split(",");
			return new DateTimeOffset(new DateTime(Long.parseLong(value[0]), DateTimeKind.UNSPECIFIED),
					TimeSpan.fromMinutes(Double.parseDouble(value[1])))
				.format(line[2]);
		})).isEmpty();
	}

	@Test
	void timeSpansAreWrittenAndReadAsInDotNet() {
		assertThat(
				this.table.differences(List.of("ts"), (line) -> new TimeSpan(Long.parseLong(line[1])).format(line[2])))
			.isEmpty();
		assertThat(this.table.differences(List.of("parsets"), (line) -> Long.toString(TimeSpan.parse(line[1]).ticks())))
			.isEmpty();
	}

	@Test
	void datesAreReadAsDotNetReadsThem() {
		assertThat(this.table.differences(List.of("parse"), (line) -> {
			DateTime date = DateTime.parse(line[1]);
			return date.ticks() + "," + date.kind().ordinal();
		})).isEmpty();
		assertThat(this.table.differences(List.of("parseo"), (line) -> {
			DateTimeOffset date = DateTimeOffset.parse(line[1]);
			return date.dateTime().ticks() + "," + (int) date.offset().totalMinutes();
		})).isEmpty();
	}

	@Test
	void fractionsOfUnitsAreRoundedToMilliseconds() {
		assertThat(this.table.differences(List.of("from"), (line) -> {
			double value = Double.parseDouble(line[1]);
			TimeSpan span = switch (line[2]) {
				case "s" -> TimeSpan.fromSeconds(value);
				case "ms" -> TimeSpan.fromMilliseconds(value);
				default -> TimeSpan.fromDays(value);
			};
			return Long.toString(span.ticks());
		})).isEmpty();
	}

	@Test
	void windowsZonesAreKnownAndSummerTimeIsObserved() {
		TimeZone berlin = TimeZone.find("W. Europe Standard Time");
		DateTime summer = DateTime.of(2024, 7, 1, DateTime.timeOfDay(12, 0, 0, 0), DateTimeKind.UNSPECIFIED);
		assertThat(berlin.toUtc(summer).toString()).isEqualTo("07/01/2024 10:00:00");
		assertThat(berlin.baseOffset()).isEqualTo(TimeSpan.fromHours(1));
		assertThat(berlin.isDaylightSaving(summer)).isTrue();
		assertThat(TimeZone.find("Europe/Rome").fromUtc(berlin.toUtc(summer))).isEqualTo(summer);
	}

	@Test
	void anUnknownZoneIsAnExceptionOfItsOwn() {
		assertThatExceptionOfType(ClrException.class).isThrownBy(() -> TimeZone.find("Middle Earth Standard Time"))
			.satisfies((ex) -> assertThat(ex.type()).isEqualTo("System.TimeZoneNotFoundException"));
	}

	@Test
	void aWrongFormatDoesNotReadByParseExact() {
		assertThat(DateTimeExactParser.parse("20200519", "yyyyMMdd").toDateTime().format("d")).isEqualTo("05/19/2020");
		assertThatExceptionOfType(ClrException.class)
			.isThrownBy(() -> DateTimeExactParser.parse("2020-05-19", "yyyyMMdd"));
	}

}
