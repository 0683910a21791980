package io.selvage.demo;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.FileSystemUtils;

/**
 * The demo's catalog as files, so that it can be edited while the gateway runs.
 */
final class DemoCatalog {

	private static final String ROOT = "demo-catalog/";

	private static final String NAMING_ENDPOINT = "@naming-endpoint@";

	private DemoCatalog() {
	}

	/**
	 * Writes the catalog to a temporary folder.
	 * @param namingEndpoint where the simulated cluster's naming service listens
	 * @return the folder
	 * @throws IOException if it cannot be written
	 */
	static Path unpack(URI namingEndpoint) throws IOException {
		Path folder = Files.createTempDirectory("selvage-demo");
		for (Resource resource : new PathMatchingResourcePatternResolver().getResources("classpath:/" + ROOT + "**")) {
			String url = resource.getURL().toString();
			if (resource.isReadable() && !url.endsWith("/")) {
				Path file = folder.resolve(url.substring(url.lastIndexOf(ROOT) + ROOT.length()));
				Files.createDirectories(file.getParent());
				try (InputStream content = resource.getInputStream()) {
					String text = new String(content.readAllBytes(), StandardCharsets.UTF_8);
					Files.writeString(file, text.replace(NAMING_ENDPOINT, namingEndpoint.toString()));
				}
			}
		}
		return folder;
	}

	static void delete(Path folder) {
		try {
			FileSystemUtils.deleteRecursively(folder);
		}
		catch (IOException ex) {
			System.err.println("The folder " + folder + " could not be deleted: " + ex.getMessage());
		}
	}

}
