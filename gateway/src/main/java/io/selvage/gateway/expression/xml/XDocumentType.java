package io.selvage.gateway.expression.xml;

import org.jspecify.annotations.Nullable;

/**
 * A document type declaration (System.Xml.Linq.XDocumentType). It can be made and
 * written, never read: documents with a DTD are refused.
 */
public final class XDocumentType extends XNode {

	private final String name;

	private final @Nullable String publicId;

	private final @Nullable String systemId;

	private final @Nullable String internalSubset;

	/**
	 * Creates a declaration.
	 * @param name the name of the root element
	 * @param publicId the public identifier, or null
	 * @param systemId the system identifier, or null
	 * @param internalSubset what stands in brackets, or null
	 */
	public XDocumentType(String name, @Nullable String publicId, @Nullable String systemId,
			@Nullable String internalSubset) {
		this.name = name;
		this.publicId = publicId;
		this.systemId = systemId;
		this.internalSubset = internalSubset;
	}

	@Override
	public int nodeType() {
		return 10;
	}

	public String name() {
		return this.name;
	}

	public @Nullable String publicId() {
		return this.publicId;
	}

	public @Nullable String systemId() {
		return this.systemId;
	}

	public @Nullable String internalSubset() {
		return this.internalSubset;
	}

	@Override
	XNode copy(int depth) {
		return new XDocumentType(this.name, this.publicId, this.systemId, this.internalSubset);
	}

}
