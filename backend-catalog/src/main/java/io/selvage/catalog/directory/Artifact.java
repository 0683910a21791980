package io.selvage.catalog.directory;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

import io.selvage.catalog.resource.ContractJson;
import io.selvage.catalog.resource.DocumentException;
import io.selvage.catalog.resource.SourceLocation;
import tools.jackson.databind.JsonNode;

/**
 * A file that was read. The same object stands for the file until it changes.
 *
 * @param file its path below the root, with forward slashes
 * @param bytes its content
 */
record Artifact(String file, byte[] bytes) {

	/** The last segment of the path. */
	String name() {
		return this.file.substring(this.file.lastIndexOf('/') + 1);
	}

	/**
	 * The content as text.
	 * @return the text without a byte order mark
	 * @throws DocumentException if it is no UTF-8
	 */
	String text() {
		try {
			String text = StandardCharsets.UTF_8.newDecoder()
				.onMalformedInput(CodingErrorAction.REPORT)
				.decode(ByteBuffer.wrap(this.bytes))
				.toString();
			return text.startsWith("\uFEFF") ? text.substring(1) : text;
		}
		catch (CharacterCodingException ex) {
			throw new DocumentException("The file is not encoded in UTF-8.", new SourceLocation(this.file, 0, 0));
		}
	}

	JsonNode json() {
		return ContractJson.parse(text());
	}

	JsonNode yaml() {
		return ContractJson.parseYaml(text());
	}

}
