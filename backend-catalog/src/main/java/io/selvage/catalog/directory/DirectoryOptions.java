package io.selvage.catalog.directory;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * What is loaded, and how.
 *
 * @param root the directory in the APIOps layout, or a single Resource Manager template
 * @param environment which {@code configuration.<environment>.yaml} of the root applies;
 * null: none
 * @param tokens gives the value of a token {@code {#NAME#}} in that file, or null
 * @param truncationGrace how long a file that became a mere beginning of its former self
 * is taken for half written
 */
public record DirectoryOptions(Path root, @Nullable String environment, Function<String, @Nullable String> tokens,
		Duration truncationGrace) {

	/**
	 * A directory without an environment; tokens are environment variables.
	 * @param root the directory
	 * @return the options
	 */
	public static DirectoryOptions of(Path root) {
		return new DirectoryOptions(root, null, System::getenv, Duration.ofSeconds(10));
	}

	/**
	 * The same for an environment.
	 * @param name the environment, or null for none
	 * @return the options
	 */
	public DirectoryOptions in(@Nullable String name) {
		return new DirectoryOptions(this.root, name, this.tokens, this.truncationGrace);
	}

}
