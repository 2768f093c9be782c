"""The quarter-end OKR retro: what its pages say, from the scored tables alone."""
