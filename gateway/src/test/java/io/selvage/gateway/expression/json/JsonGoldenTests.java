package io.selvage.gateway.expression.json;

import java.math.BigInteger;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.selvage.gateway.expression.golden.GoldenTable;
import io.selvage.gateway.expression.text.NetFormat;
import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.types.Evaluation;
import io.selvage.gateway.expression.types.LimitExceededException;
import io.selvage.gateway.expression.types.Unlimited;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class JsonGoldenTests {

	private final GoldenTable table = GoldenTable.read("json.tsv");

	@Test
	void textIsReadAndWrittenAsJsonNetDoes() {
		check("P", (json) -> JToken.parse(json).toString(Formatting.NONE));
		check("I", (json) -> JToken.parse(json).toString());
		check("O", (json) -> Integer.toString(JObject.parse(json).count()));
	}

	@Test
	void tokensHaveTheTypesAndPathsOfJsonNet() {
		check("T", (json) -> {
			JToken token = JToken.parse(json);
			List<JToken> all = (token instanceof JContainer container) ? container.descendants() : List.of(token);
			return all.stream().map((one) -> one.path() + "=" + one.type()).collect(Collectors.joining(" "));
		});
	}

	private void check(String kind, Function<String, @Nullable String> compute) {
		assertThat(this.table.differences(List.of(kind), (line) -> compute.apply(GoldenTable.unescape(line[1]))))
			.isEmpty();
	}

	@Test
	void valuesAreConvertedAsJsonNetDoes() {
		convert("int", (token) -> Integer.toString(JsonConversion.toInt(token)));
		convert("long", (token) -> Long.toString(JsonConversion.toLong(token)));
		convert("double", (token) -> NetFormat.roundTrip(JsonConversion.toDouble(token)));
		convert("decimal", (token) -> JsonConversion.toDecimal(token).toPlainString());
		convert("bool", (token) -> JsonConversion.toBoolean(token) ? "True" : "False");
		convert("string", JsonConversion::toText);
		convert("int?", (token) -> JsonConversion.isNull(token) ? null : Integer.toString(JsonConversion.toInt(token)));
		convert("byte", (token) -> JsonConversion.toInteger(token, BigInteger.ZERO, BigInteger.valueOf(255), "Byte")
			.toString());
		convert("char", (token) -> Character.toString(JsonConversion.toChar(token)));
		// A time without a date is one of today.
		convert("DateTime",
				(token) -> JsonConversion.toDateTime(token).format("o").replace(LocalDate.now().toString(), "{today}"));
		convert("Guid", (token) -> JsonConversion.toGuid(token).toString());
		convert("TimeSpan", (token) -> JsonConversion.toTimeSpan(token).toString());
		convert("Uri", (token) -> JsonConversion.toUri(token).toString());
		convert("bytes", (token) -> Base64.getEncoder().encodeToString(JsonConversion.toBytes(token)));
		convert("ToString", JToken::toString);
	}

	private void convert(String kind, Function<JToken, @Nullable String> compute) {
		check(kind, (value) -> compute.apply(Objects.requireNonNull(JObject.parse("{\"v\":" + value + "}").get("v"))));
	}

	@Test
	void pathsSelectWhatJsonNetSelects() {
		JObject store = JObject.parse(GoldenTable.text("store.json"));
		check("path", (path) -> select(store, path).stream().map(JToken::path).collect(Collectors.joining(" ")));
		check("one", (path) -> pathOf(JsonPath.compile(path).selectOne(store, false, new Unlimited())));
		check("strict", (path) -> pathOf(JsonPath.compile(path).selectOne(store, true, new Unlimited())));
	}

	private static List<JToken> select(JToken start, String path) {
		return JsonPath.compile(path).select(start, false, new Unlimited());
	}

	private static @Nullable String pathOf(@Nullable JToken token) {
		return (token != null) ? token.path() : null;
	}

	@Test
	void whatAPathVisitsIsCountedWhetherItIsTakenOrNot() {
		JToken array = JToken.parse("[" + "1,".repeat(999) + "1]");
		for (String path : List.of("$[?($..x)]", "$[?($..[?(@ == 2)])]", "$[?($[?(@ == 2)])]")) {
			AtomicInteger steps = new AtomicInteger();
			JsonPath.compile(path).select(array, false, new Unlimited() {
				@Override
				public void step(int count) {
					steps.addAndGet(count);
				}
			});
			assertThat(steps.get()).as(path).isGreaterThan(1000 * 1000 / 64);
		}
	}

	@Test
	void aPatternInAFilterEndsWithTheEvaluation() {
		JToken array = JToken.parse("['" + "a".repeat(60) + "!']");
		JsonPath path = JsonPath.compile("$[?(@ =~ /^(a|aa)+\\1b/)]");
		assertThatExceptionOfType(LimitExceededException.class)
			.isThrownBy(() -> path.select(array, false, new Unlimited() {
				@Override
				public void checkTime() {
					throw new LimitExceededException("late");
				}
			}))
			.withMessage("late");
	}

	@Test
	void theTokensOfABodyAreAnnouncedAndItsTextIsNoToken() {
		AtomicLong bytes = new AtomicLong();
		Evaluation evaluation = new Unlimited() {
			@Override
			public void allocate(long count) {
				bytes.set(count);
			}
		};
		String text = ",".repeat(10_000) + "\\\"[[[";
		for (String one : List.of("\"" + text + "\"", "'" + text + "'", "/*" + text + "*/ 1", "//" + text + "\n1")) {
			JToken.parse(one, evaluation);
			assertThat(bytes.get()).as(one.substring(0, 2)).isLessThan(25_000);
		}
		assertThat(JArray.parse("[" + "[],".repeat(10_000) + "[]]", evaluation).count()).isEqualTo(10_001);
		assertThat(bytes.get()).isBetween(900_000L, 1_100_000L);
		JObject.parse("{\"a\":[1,2,3]}", evaluation);
		assertThat(bytes.get()).isBetween(6 * 90L, 8 * 100L);
	}

	@Test
	void aTokenWithAParentIsClonedWhenItIsAddedElsewhere() {
		JObject source = JObject.parse("{\"a\":{\"b\":1}}");
		JObject target = new JObject();
		target.set("x", source.get("a"));
		select(target, "x").get(0).set("b", new JValue(2));
		assertThat(source.toString(Formatting.NONE)).isEqualTo("{\"a\":{\"b\":1}}");
		assertThat(target.toString(Formatting.NONE)).isEqualTo("{\"x\":{\"b\":2}}");
	}

	@Test
	void propertiesAreRemovedReplacedAndFoundByName() {
		JObject object = JObject.parse("{\"a\":1,\"B\":2,\"c\":3}");
		assertThat(object.remove("a")).isTrue();
		Objects.requireNonNull(object.get("c")).replace(new JValue("x"));
		assertThat(object.property("b", true)).isNotNull();
		assertThat(object.property("b", false)).isNull();
		object.add(new JProperty("list", List.of(1, 2)));
		assertThat(object.toString(Formatting.NONE)).isEqualTo("{\"B\":2,\"c\":\"x\",\"list\":[1,2]}");
		assertThatExceptionOfType(ClrException.class).isThrownBy(() -> object.add("B", null))
			.satisfies((ex) -> assertThat(ex.type()).isEqualTo("System.ArgumentException"));
	}

	@Test
	void mergingJoinsObjectsAndTreatsArraysAsAsked() {
		JObject target = JObject.parse("{\"a\":{\"x\":1},\"l\":[1,2],\"n\":1}");
		JObject other = JObject.parse("{\"a\":{\"y\":2},\"l\":[2,3],\"n\":null}");
		JsonMergeSettings union = new JsonMergeSettings();
		union.arrays(JsonMergeSettings.ArrayHandling.UNION);
		target.merge(other, union);
		assertThat(target.toString(Formatting.NONE)).isEqualTo("{\"a\":{\"x\":1,\"y\":2},\"l\":[1,2,3],\"n\":1}");
	}

	@Test
	void documentsAreEqualWhateverTheOrderOfTheirMembers() {
		assertThat(JToken.deepEquals(JToken.parse("{\"a\":1,\"b\":[2]}"), JToken.parse("{\"b\":[2],\"a\":1}")))
			.isTrue();
		assertThat(JToken.deepEquals(JToken.parse("[1,2]"), JToken.parse("[2,1]"))).isFalse();
		assertThat(JToken.deepEquals(JToken.parse("1"), JToken.parse("1.0"))).isFalse();
	}

	@Test
	void nestingBeyondTheLimitIsRefusedWithoutOverflowingTheStack() {
		assertThatExceptionOfType(ClrException.class).isThrownBy(() -> JToken.parse("[".repeat(100_000)))
			.withMessageContaining("MaxDepth")
			.satisfies((ex) -> assertThat(ex.type()).isEqualTo("Newtonsoft.Json.JsonReaderException"));
	}

	@Test
	void errorsNamePathLineAndPosition() {
		assertThatExceptionOfType(ClrException.class).isThrownBy(() -> JToken.parse("{\n  \"a\": [1, nope]\n}"))
			.withMessageContaining("Path 'a[1]', line 2, position 12.");
	}

	@Test
	void newerReadingsAreAcceptedToo() {
		assertThat(JToken.parse("{\"a\":0x1F,\"b\":010}").toString(Formatting.NONE)).isEqualTo("{\"a\":31,\"b\":8}");
		JObject store = JObject.parse(GoldenTable.text("store.json"));
		assertThat(select(store, "$..book[?(@.author =~ /^tolk/i)].title")).map(JToken::toString)
			.containsExactly("Lord");
		assertThat(select(store, "$.store.book[?(@.price < $.exp)].title")).map(JToken::toString)
			.containsExactly("Sayings", "Moby");
	}

}
