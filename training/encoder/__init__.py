"""Training of the encoder that the package ships: corpora in, one quantised ONNX graph out."""
