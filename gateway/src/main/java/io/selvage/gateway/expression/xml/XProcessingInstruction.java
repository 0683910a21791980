package io.selvage.gateway.expression.xml;

/**
 * A processing instruction (System.Xml.Linq.XProcessingInstruction).
 */
public final class XProcessingInstruction extends XNode {

	private String target;

	private String data;

	public XProcessingInstruction(String target, String data) {
		this.target = target;
		this.data = data;
	}

	@Override
	public int nodeType() {
		return 7;
	}

	public String target() {
		return this.target;
	}

	public void target(String other) {
		this.target = other;
	}

	public String data() {
		return this.data;
	}

	public void data(String other) {
		this.data = other;
	}

	@Override
	XNode copy(int depth) {
		return new XProcessingInstruction(this.target, this.data);
	}

}
