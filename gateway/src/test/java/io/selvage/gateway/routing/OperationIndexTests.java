package io.selvage.gateway.routing;

import java.util.Map;

import io.selvage.gateway.context.ListHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OperationIndexTests {

	private static final OperationIndex<String> ORDERS = api("orders", "GET /", "GET /{id}", "GET /{id}/items",
			"GET /recent", "GET /recent/items/{item}", "* /any", "POST /any", "GET /files/{*path}", "GET /old/*",
			"GET /odata({key})/x", "GET /search?q={q}", "GET /search?q={q}&page={page}", "GET /search",
			"GET /mode?m=fast", "DELETE /{id}/");

	private static OperationIndex<String> api(String path, String... operations) {
		OperationIndex.ApiOperations<String> made = new OperationIndex.ApiOperations<>();
		for (String operation : operations) {
			String[] parts = operation.split(" ", 2);
			assertThat(made.add(parts[0], parts[1], operation)).isNull();
		}
		OperationIndex.Builder<String> builder = new OperationIndex.Builder<>();
		builder.add(new ApiAddress(path, null, "1", true), made);
		return builder.build();
	}

	private static OperationMatch<String> find(OperationIndex<String> index, String method, String target) {
		int question = target.indexOf('?');
		return index.find(method, (question < 0) ? target : target.substring(0, question),
				(question < 0) ? null : target.substring(question + 1), new ListHeaders());
	}

	@ParameterizedTest
	@CsvSource({ "GET,/orders,GET /", "GET,/orders/,GET /", "GET,/ORDERS/7,GET /{id}",
			"GET,/orders/7/items,GET /{id}/items", "GET,/orders/Recent,GET /recent",
			"GET,/orders/recent/items/1,'GET /recent/items/{item}'", "GET,/orders/recent/items,'GET /{id}/items'",
			"PUT,/orders/any,* /any", "POST,/orders/any,POST /any", "GET,/orders/files/a/b/c,'GET /files/{*path}'",
			"GET,/orders/files,'GET /files/{*path}'", "GET,/orders/old/x/y,GET /old/*",
			"GET,/orders/odata(5)/x,'GET /odata({key})/x'", "GET,/orders/search?q=1,'GET /search?q={q}'",
			"GET,/orders/search?page=2&q=1,'GET /search?q={q}&page={page}'", "GET,/orders/search?x=1,GET /search",
			"GET,/orders/mode?m=fast,GET /mode?m=fast", "DELETE,/orders/7,'DELETE /{id}/'" })
	void findsTheMostSpecificOperation(String method, String target, String operation) {
		assertThat(find(ORDERS, method, target)).isInstanceOfSatisfying(OperationMatch.Found.class,
				(found) -> assertThat(found.value()).isEqualTo(operation));
	}

	@ParameterizedTest
	@CsvSource({ "POST,/orders/7", "GET,/orders/7/8/9", "PATCH,/orders", "GET,/orders/odata()/x" })
	void knowsThatAnApiHasNoSuchOperation(String method, String target) {
		assertThat(find(ORDERS, method, target)).isInstanceOf(OperationMatch.NoOperation.class);
	}

	@ParameterizedTest
	@CsvSource({ "GET,/", "GET,/order", "GET,/orders2/7", "GET,//orders" })
	void leavesOtherPathsToOthers(String method, String target) {
		assertThat(find(ORDERS, method, target)).isInstanceOf(OperationMatch.NoApi.class);
	}

	@Test
	void givesParametersDecoded() {
		assertThat(find(ORDERS, "GET", "/orders/a%20b+c"))
			.isEqualTo(new OperationMatch.Found<>("GET /{id}", "/a%20b+c", Map.of("id", "a b+c")));
		assertThat(find(ORDERS, "GET", "/orders/files/x/y"))
			.isEqualTo(new OperationMatch.Found<>("GET /files/{*path}", "/files/x/y", Map.of("path", "x/y")));
		assertThat(find(ORDERS, "GET", "/orders/search?q=a+b%21"))
			.isEqualTo(new OperationMatch.Found<>("GET /search?q={q}", "/search", Map.of("q", "a b!")));
	}

	@Test
	void theLongestSuffixWinsAndThereIsNoFallingBack() {
		OperationIndex.Builder<String> builder = new OperationIndex.Builder<>();
		OperationIndex.ApiOperations<String> root = new OperationIndex.ApiOperations<>();
		root.add("GET", "/*", "root");
		OperationIndex.ApiOperations<String> deep = new OperationIndex.ApiOperations<>();
		deep.add("GET", "/x", "deep");
		builder.add(new ApiAddress("", null, "1", true), root);
		builder.add(new ApiAddress("a/b", null, "1", true), deep);
		OperationIndex<String> index = builder.build();
		assertThat(find(index, "GET", "/a/c")).extracting("value").isEqualTo("root");
		assertThat(find(index, "GET", "/a/b/x")).extracting("value").isEqualTo("deep");
		assertThat(find(index, "GET", "/a/b/y")).isInstanceOf(OperationMatch.NoOperation.class);
	}

	@Test
	void tenThousandOperationsAreAllFound() {
		OperationIndex.ApiOperations<String> made = new OperationIndex.ApiOperations<>();
		for (int i = 0; i < 10_000; i++) {
			made.add("GET", "/r" + i + "/{id}", "op" + i);
		}
		OperationIndex.Builder<String> builder = new OperationIndex.Builder<>();
		builder.add(new ApiAddress("big", null, "1", true), made);
		OperationIndex<String> index = builder.build();
		for (int i = 0; i < 10_000; i++) {
			assertThat(find(index, "GET", "/big/r" + i + "/1")).extracting("value").isEqualTo("op" + i);
		}
	}

	@ParameterizedTest
	@CsvSource({ "'/a/{b','{'' without ''}'' at position 4'", "'/a/b}','}'' without ''{'' at position 5'",
			"'/a/{}','empty parameter name at position 4'", "'/{*all}/b','not its last segment'",
			"'/a?x={y','neither a value nor one'" })
	void saysWhatIsWrongWithATemplate(String template, String what) {
		OperationIndex.ApiOperations<String> operations = new OperationIndex.ApiOperations<>();
		assertThatThrownBy(() -> operations.add("GET", template, "x")).isInstanceOf(IllegalArgumentException.class)
			.hasMessageContaining(what);
	}

}
