package io.selvage.catalog.directory;

import java.nio.file.Path;
import java.util.List;

import io.selvage.catalog.Catalog;
import io.selvage.catalog.entity.Backend;
import io.selvage.catalog.resource.Violation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Files that give values to the parameters of templates.
 */
class ParametersFileTests {

	private static final String SCHEMA = "\"$schema\": \"https://schema.management.azure.com/schemas/2019-04-01/%s.json#\"";

	@TempDir
	Path root;

	private final Catalog catalog = new Catalog(List.of());

	@BeforeEach
	void template() {
		write("t.json", "{" + SCHEMA.formatted("deploymentTemplate")
				+ ", \"parameters\": {\"url\": {\"defaultValue\": \"http://default.example\"}}, "
				+ ArmDocument.backend(
						"\"name\": \"s/b\", \"properties\": {\"url\": \"[parameters('url')]\", \"protocol\": \"http\"}")
				+ "}");
	}

	private void write(String file, String text) {
		new TestTree(this.root).write(file, text);
	}

	private LoadResult load() {
		return new DirectorySource(this.catalog, DirectoryOptions.of(this.root)).reload();
	}

	private String url() {
		return ((Backend.Single) this.catalog.current().backend("b")).url();
	}

	@Test
	void itGivesValuesIfItsSchemaSaysSo() {
		write("t.parameters.json", "{" + SCHEMA.formatted("deploymentParameters")
				+ ", \"parameters\": {\"url\": {\"value\": \"http://given.example\"}}}");
		assertThat(load().violations()).isEmpty();
		assertThat(url()).isEqualTo("http://given.example");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"parameters\": {\"url\": {\"value\": \"http://given.example\"}}}",
			"{\"$schema\": \"https://example/deploymentParameters.json#\", \"parameters\": 7}", "[]" })
	void otherwiseItIsNotUsedAndTheReportSaysWhatItNeeds(String text) {
		write("t.parameters.json", text);
		assertThat(load().violations()).singleElement()
			.returns(false, Violation::isError)
			.asString()
			.startsWith("t.parameters.json")
			.contains("to give values to t.json it needs a '$schema' of deploymentParameters.json");
		assertThat(url()).isEqualTo("http://default.example");
	}

	@Test
	void oneThatIsMalformedIsReportedOnce() {
		write("t.parameters.json", "{\n \"parameters\": ");
		LoadResult result = load();
		assertThat(result.outcome()).isEqualTo(LoadResult.Outcome.REFUSED);
		assertThat(result.violations()).singleElement().asString().startsWith("t.parameters.json:2:");
	}

	@Test
	void oneWithoutATemplateIsNotUsed() {
		write("other.parameters.json", "{" + SCHEMA.formatted("deploymentParameters") + ", \"parameters\": {}}");
		assertThat(load().violations()).singleElement()
			.returns(false, Violation::isError)
			.asString()
			.startsWith("other.parameters.json")
			.contains("no place in the layout");
		assertThat(url()).isEqualTo("http://default.example");
	}

}
