package io.selvage.catalog.management;

import java.util.ArrayList;
import java.util.List;

import io.selvage.catalog.management.ManagementServer.Answer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is tagged, listed by tags.
 */
class TagCallsTests {

	@AutoClose
	private final ManagementServer server = new ManagementServer();

	@BeforeEach
	void fill() {
		for (String tag : List.of("red", "blue", "unused")) {
			put("/tags/" + tag, "{\"properties\": {\"displayName\": \"The " + tag + "\"}}");
		}
		for (String api : List.of("a", "b", "c")) {
			put("/apis/" + api, "{\"properties\": {\"displayName\": \"API " + api + "\", \"path\": \"" + api
					+ "\", \"apiVersionSetId\": \"/apiVersionSets/s\", \"apiVersion\": \"v1\"}}");
		}
		put("/apiVersionSets/s", "{\"properties\": {\"displayName\": \"Set\", \"versioningScheme\": \"Segment\"}}");
		put("/apis/a/operations/get",
				"{\"properties\": {\"displayName\": \"Get\", \"method\": \"GET\", \"urlTemplate\": \"/x\"}}");
		put("/apis/a/operations/put",
				"{\"properties\": {\"displayName\": \"Put\", \"method\": \"PUT\", \"urlTemplate\": \"/x\"}}");
		put("/products/p", "{\"properties\": {\"displayName\": \"P\", \"state\": \"published\"}}");
		put("/products/p/groups/developers", null);
		put("/apis/a/tags/red", null);
		put("/apis/a/tags/blue", null);
		put("/tags/red/apiLinks/l", "{\"properties\": {\"apiId\": \"" + ManagementServer.SERVICE + "/apis/b\"}}");
		put("/apis/a/operations/get/tags/red", null);
		put("/products/p/tags/blue", null);
	}

	private void put(String path, String body) {
		Answer answer = this.server.put(path, body);
		assertThat(answer.status()).as(answer.body()).isEqualTo(201);
	}

	private List<String> entries(String path, String kind) {
		Answer answer = this.server.get(path);
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		List<String> entries = new ArrayList<>();
		for (JsonNode entry : answer.at("/value")) {
			entries.add(entry.at("/tag/id").asString("-") + " " + entry.at("/" + kind + "/id").asString());
		}
		return entries;
	}

	private List<String> names(String path) {
		List<String> names = new ArrayList<>();
		this.server.get(path).at("/value").forEach((entry) -> names.add(entry.path("name").asString()));
		return names;
	}

	@Test
	void eachTagOfAnApiIsAnEntry() {
		assertThat(entries("/apisByTags", "api")).containsExactly("/tags/blue /apis/a", "/tags/red /apis/a",
				"/tags/red /apis/b");
		JsonNode first = this.server.get("/apisByTags").at("/value/0");
		assertThat(first.at("/tag/name").asString()).isEqualTo("The blue");
		assertThat(first.at("/api/name").asString()).isEqualTo("API a");
		assertThat(first.at("/api/path").asString()).isEqualTo("a");
		assertThat(entries("/apisByTags?includeNotTaggedApis=true", "api")).contains("- /apis/c").hasSize(4);
	}

	@Test
	void operationsAndProductsHaveListsOfTheirOwn() {
		assertThat(entries("/apis/a/operationsByTags", "operation"))
			.containsExactly("/tags/red /apis/a/operations/get");
		JsonNode operation = this.server.get("/apis/a/operationsByTags?includeNotTaggedOperations=true")
			.at("/value/1/operation");
		assertThat(operation.path("apiName").asString()).isEqualTo("API a");
		assertThat(operation.path("method").asString()).isEqualTo("PUT");
		assertThat(entries("/productsByTags", "product")).containsExactly("/tags/blue /products/p");
		assertThat(this.server.get("/tagResources").at("/count").asInt()).isEqualTo(5);
		assertThat(this.server.get("/apis/none/operationsByTags").status()).isEqualTo(404);
	}

	@Test
	void entriesAreFilteredByTagAndByWhatHasItAndPaged() {
		assertThat(entries("/apisByTags?$filter=tag/id%20eq%20'red'%20and%20contains(api/name,'API%20B')", "api"))
			.containsExactly("/tags/red /apis/b");
		assertThat(entries("/apisByTags?$filter=path%20eq%20'b'", "api")).containsExactly("/tags/red /apis/b");
		assertThat(entries("/apisByTags?$top=1&$skip=1", "api")).containsExactly("/tags/red /apis/a");
		assertThat(this.server.get("/apisByTags?$top=1").at("/nextLink").asString()).contains("/apisByTags?",
				"$skip=1");
	}

	@Test
	void aTagGivenInBothWaysCountsOnce() {
		put("/tags/red/apiLinks/again", "{\"properties\": {\"apiId\": \"/apis/a\"}}");
		put("/tags/red/operationLinks/o", "{\"properties\": {\"operationId\": \"/apis/a/operations/put\"}}");
		put("/tags/red/productLinks/p", "{\"properties\": {\"productId\": \"p\"}}");
		assertThat(entries("/apisByTags?$filter=api/id%20eq%20'a'", "api")).containsExactly("/tags/blue /apis/a",
				"/tags/red /apis/a");
		assertThat(entries("/apis/a/operationsByTags", "operation")).containsExactly("/tags/red /apis/a/operations/get",
				"/tags/red /apis/a/operations/put");
		assertThat(entries("/productsByTags", "product")).containsExactly("/tags/blue /products/p",
				"/tags/red /products/p");
		assertThat(names("/tags?scope=products")).containsExactly("blue", "red");
		assertThat(names("/apis?tags=the%20red")).containsExactly("a", "b");
	}

	@Test
	void everyListByTagsIsARouteAndIsHeldToItsPlace() {
		assertThat(TagCalls.routes()).extracting((route) -> route.template().substring(ManagementRouter.BASE.length()))
			.containsExactlyInAnyOrder("/apisByTags", "/productsByTags", "/apis/{apiId}/operationsByTags",
					"/tagResources");
		assertThat(this.server.get("/operationsByTags").status()).isEqualTo(404);
		assertThat(this.server.get("/apis/a/apisByTags").status()).isEqualTo(404);
		assertThat(this.server.get("/tagResources/x").status()).isEqualTo(404);
	}

	@Test
	void listsOfApisOperationsProductsAndTagsAreChosenByTags() {
		assertThat(names("/apis?tags=red")).containsExactly("a", "b");
		assertThat(names("/apis?tags=blue,other")).containsExactly("a");
		assertThat(names("/apis/a/operations?tags=RED")).containsExactly("get");
		assertThat(names("/products?tags=red")).isEmpty();
		assertThat(names("/tags?scope=apis")).containsExactly("blue", "red");
		assertThat(names("/tags?scope=products")).containsExactly("blue");
		assertThat(names("/tags?scope=apis/a")).containsExactly("red");
	}

	@Test
	void listsShowWhatResourcesBelongToIfAsked() {
		JsonNode api = this.server.get("/apis?expandApiVersionSet=true").at("/value/0/properties");
		assertThat(api.at("/apiVersionSet/name").asString()).isEqualTo("Set");
		assertThat(api.at("/apiVersionSet/versioningScheme").asString()).isEqualTo("Segment");
		assertThat(this.server.get("/products?expandGroups=true").at("/value/0/properties/groups/0/id").asString())
			.isEqualTo("/groups/developers");
		assertThat(this.server.get("/products").at("/value/0/properties").has("groups")).isFalse();
	}

}
